"""What the pages show beside indicators: who reported, what was found, the register, the programme, one unit's facts."""
