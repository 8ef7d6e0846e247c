from indicators.catalogue import Field, Indicator, catalogue
from indicators.measures import Measure, Row, Scope, measure
from indicators.periods import newest_own_period, periods
