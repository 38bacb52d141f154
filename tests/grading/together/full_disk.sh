# `course grade` on a disk that is full, and once more when there is room; in a mount namespace of its own.
# full_disk.sh PYTHON COURSE DISK KIB_LEFT
set -eu
mount -t tmpfs -o size=16M tmpfs "$3"
cp -r "$2/." "$3"
cd "$3"
free=$(df -k --output=avail . | tail -n 1)
head -c "$(( (free - $4) * 1024 ))" /dev/zero > ballast
set +e
"$1" -m course_utils grade arithmetic --jobs 1 --isolation none
echo "first: $?"
rm ballast
"$1" -m course_utils grade arithmetic --jobs 1 --isolation none
echo "second: $?"
cp -r gradebook.db report "$2"
