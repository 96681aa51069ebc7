"""Where does a draft leave its like cases? One question a module, as among the checks by itself."""
