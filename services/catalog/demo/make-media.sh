#!/bin/sh
# Makes the demo videos anew (they are committed; ffmpeg and the DejaVu fonts are needed only here).
# H.264 yuv420p with the index in front, so that a browser starts before the file is complete.
set -eu
cd "$(dirname "$0")/media"

video() { # name seconds colour line1 line2
  ffmpeg -hide_banner -loglevel error -y \
    -f lavfi -i "color=c=$3:s=320x180:r=12:d=$2" -f lavfi -i "anullsrc=r=22050:cl=mono" \
    -vf "drawbox=x='mod(t*40,320)':y=150:w=24:h=6:color=white@0.8:t=fill,\
drawtext=font=DejaVu Sans:text='$4':fontcolor=white:fontsize=20:x=(w-text_w)/2:y=50+6*sin(t),\
drawtext=font=DejaVu Sans:text='$5':fontcolor=white@0.85:fontsize=13:x=(w-text_w)/2:y=88,\
drawtext=font=DejaVu Sans Mono:text='%{pts\:hms}':fontcolor=white@0.7:fontsize=11:x=w-text_w-8:y=8" \
    -c:v libx264 -profile:v main -pix_fmt yuv420p -crf 30 -preset veryslow -g 48 \
    -c:a aac -b:a 16k -t "$2" -fflags +bitexact -map_metadata -1 -movflags +faststart "$1.mp4"
}

video trailer-lawyers 8 0x1f3a5f 'Leerhuis' 'Advocaten · Avocats · Lawyers'
video trailer-notaries 8 0x5f1f3a 'Leerhuis' 'Notarissen · Notaires · Notaries'
video trailer-estate-agents 8 0x1f5f3a 'Leerhuis' 'Vastgoedmakelaars · Agents immobiliers'
video trailer-accountants 8 0x4a3f14 'Leerhuis' 'Accountants · Experts-comptables'
video trailer-mediators 8 0x3a1f5f 'Leerhuis' 'Bemiddelaars · Médiateurs · Mediators'
video chapter-1 20 0x243b53 '1' 'Kader · Cadre · Framework'
video chapter-2 24 0x334e3f '2' 'Praktijk · Pratique · Practice'
video chapter-3 30 0x533b24 '3' 'Besluit · Conclusion · Conclusion'
