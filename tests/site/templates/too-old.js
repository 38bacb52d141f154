// For browsers so old that they read no modules: plain words of 2009, nothing newer.
document.getElementById("said").innerHTML =
  '<p class="warning">This browser is too old to run Python. You can read the lessons here, or use a newer browser.</p>';
