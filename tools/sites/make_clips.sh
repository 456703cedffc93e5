#!/usr/bin/env bash
# make_clips.sh FOLDER [SITES [NAMES]]: clips that simulated sites play. For each site NN:
#   site-NN.ivf   moving picture with the site's name, VP8 640x360 30 fps, a keyframe every 0.5 s
#   site-NN.opus  Vietnamese speech, Opus in Ogg, 48 kHz mono, 20 ms a frame
#   site-NN.pcm   the same speech as 8 kHz signed 16 bit little endian, for its loudness
#   site-NN.name  the name, UTF-8
# and bench.ivf, 1280x720 at about 1.7 Mbit/s. The same recipe gives the same bytes; what was made
# by this recipe before is kept. NAMES is a file with a site's name a line; without it every name is
# made up.
set -euo pipefail

folder=${1:?usage: make_clips.sh FOLDER [SITES]}
sites=${2:-12}
names=${3:-}
seconds=10
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fonts=/usr/share/fonts/truetype/dejavu
recipe=$(sha256sum "$here/make_clips.sh" | cut -c1-32)

for program in ffmpeg espeak-ng; do
  command -v "$program" >/dev/null || { echo "make_clips.sh needs $program: apt-get install $program" >&2; exit 1; }
done
[ -f "$fonts/DejaVuSans-Bold.ttf" ] || { echo "make_clips.sh needs fonts-dejavu-core" >&2; exit 1; }

kinds=(tỉnh "thành phố" huyện quận xã phường)
colours=(0x1d4e89 0x00695c 0x6a1b9a 0x8d4004 0x2e5e1f 0x8a1538 0x37474f 0x0b6e8a 0x7a5c00 0x4a3aa7 0x9c2f5f 0x1f6f54)

# Sentences that any meeting might hear; each site has its own order and pitch.
sentences=(
  "Kính thưa chủ tọa, điểm cầu chúng tôi đã sẵn sàng và nghe rất rõ."
  "Chúng tôi xin báo cáo tiến độ thực hiện nhiệm vụ trong quý vừa qua."
  "Ba nội dung đã hoàn thành đúng hạn, hai nội dung còn lại đang được triển khai."
  "Đề nghị các đơn vị phối hợp cung cấp số liệu trước ngày mười lăm hằng tháng."
  "Về kiến nghị của cử tri, chúng tôi đã giao bộ phận chuyên môn trả lời bằng văn bản."
  "Chúng tôi nhất trí với dự thảo và đề nghị bổ sung phần tổ chức thực hiện."
  "Xin cảm ơn chủ tọa, điểm cầu chúng tôi xin hết ý kiến."
)

letters=(A B C D E F G H I K L M N O P Q R S T U V X Y Z)
# Six sites a letter: A01 to A06, B01 …
code_of() { printf '%s%02d' "${letters[$(($1 / 6 % 24))]}" $(($1 % 6 + 1)); }
name_of() {
  if [ -n "$names" ]; then sed -n "$(($1 + 1))p" "$names"; else made_up_name "$1"; fi
}
made_up_name() { printf 'Điểm cầu %s %s' "${kinds[$(($1 % 6))]}" "$(code_of "$1")"; }

# video OUT SIZE FONT BITRATE SEED COLOUR CODE NAME: everything moves in whole periods, so that the
# end meets the beginning; the noise is what a camera would add.
video() {
  local out=$1 size=$2 unit=$3 rate=$4 seed=$5 colour=$6 code=$7 name=$8
  local bold="fontfile=$fonts/DejaVuSans-Bold.ttf:fontcolor=white" swing="sin(2*PI*(t/5+$seed/7))"
  local filter="gradients=s=$size:r=30:d=$seconds:speed=0.00001:n=2:c0=$colour:c1=0x10141c"
  filter+=":x0=0:y0=0:x1=${size%x*}:y1=${size#*x}:seed=$seed"
  filter+=",drawtext=$bold@0.22:text='●':fontsize=$unit*9:x=(w-tw)/2+w/14*$swing:y=h*0.06+h/60*sin(4*PI*t/5)"
  filter+=",drawtext=$bold:text='$code':fontsize=$unit*2:x=(w-tw)/2+w/14*$swing:y=h*0.26+h/60*sin(4*PI*t/5)"
  filter+=",drawtext=$bold@0.55:text='▬▬▬':fontsize=$unit:x=mod(t/$seconds+$seed/12\,1)*(w+tw)-tw:y=h*0.76"
  filter+=",drawtext=$bold:text='$name':fontsize=$unit*1.25:x=(w-tw)/2:y=h*0.57:box=1:boxcolor=black@0.45:boxborderw=$((unit / 3))"
  filter+=",noise=alls=7:allf=t:all_seed=$seed,format=yuv420p"
  ffmpeg -nostdin -v error -y -f lavfi -i "$filter" -frames:v $((seconds * 30)) -c:v libvpx \
    -deadline realtime -cpu-used 8 -threads 1 -g 15 -keyint_min 15 -lag-in-frames 0 -auto-alt-ref 0 \
    -qmin 4 -qmax 56 -b:v "$rate" -minrate "$rate" -maxrate "$rate" -bufsize "$rate" \
    -flags +bitexact -fflags +bitexact -f ivf "$out"
}

# speech OUT-WITHOUT-SUFFIX NUMBER
speech() {
  local out=$1 number=$2 text="" i voices=(vi vi-vn-x-central vi-vn-x-south)
  for i in 0 1 2 3; do  # about 20 s, a turn
    text+="${sentences[$(((i + number) % ${#sentences[@]}))]} "
  done
  espeak-ng -v "${voices[$((number % 3))]}" -p $((30 + number * 11 % 45)) -s 165 -w "$out.wav" "$(name_of "$number"). $text"
  ffmpeg -nostdin -v error -y -i "$out.wav" -ac 1 -ar 48000 -c:a libopus -b:a 32k -frame_duration 20 \
    -application voip -flags +bitexact -fflags +bitexact -f ogg "$out.opus" \
    -ac 1 -ar 8000 -c:a pcm_s16le -flags +bitexact -f s16le "$out.pcm"
  rm -f "$out.wav"
}

site() {
  local number=$1 out suffix
  out=$(printf '%s/site-%02d' "$folder" "$number")
  [ "$(cat "$out.recipe" 2>/dev/null)" != "$recipe $(name_of "$number")" ] || return 0
  # Others may be reading what is there, or making the same.
  local making="$out.making-$$"
  video "$making.ivf" 640x360 28 700k "$number" "${colours[$((number % 12))]}" "$(code_of "$number")" "$(name_of "$number")"
  speech "$making" "$number"
  name_of "$number" >"$making.name"
  for suffix in ivf opus pcm name; do mv "$making.$suffix" "$out.$suffix"; done
  echo "$recipe $(name_of "$number")" >"$out.recipe"
}

bench() {
  [ "$(cat "$folder/bench.recipe" 2>/dev/null)" != "$recipe" ] || return 0
  video "$folder/bench.making-$$.ivf" 1280x720 56 1700k 99 0x1d4e89 720p "Điểm cầu đo kiểm"
  mv "$folder/bench.making-$$.ivf" "$folder/bench.ivf"
  echo "$recipe" >"$folder/bench.recipe"
}

mkdir -p "$folder"
export LC_ALL=C.UTF-8
running=0
for number in bench $(seq 0 $((sites - 1))); do
  if [ "$number" = bench ]; then bench & else site "$number" & fi
  running=$((running + 1))
  if [ "$running" -ge "$(nproc)" ]; then
    wait -n
    running=$((running - 1))
  fi
done
while [ "$running" -gt 0 ]; do
  wait -n
  running=$((running - 1))
done
