filedesc://weekly-2009.arc 127.0.0.1 20090113080000 text/plain 76
1 0 written by hand
URL IP-address Archive-date Content-type Archive-length

http://weekly.example/2009/weather-station 192.0.2.7 20090113080001 text/html 718
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8
Content-Length: 539

<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Weather station turns a hundred</title>
<meta property="article:published_time" content="2009-01-12T09:00:00Z"><meta property="og:site_name" content="The Tarn Weekly"></head>
<body><article><h1>Weather station turns a hundred</h1>
<p>The weather station above Upper Tarn has been read every morning for a hundred years, and on three mornings twice.</p>
<p>Its log fills nineteen books, all of which will be shown in the library from February.</p>
</article></body></html>

