# `course grade` on a disk that is full, and once more when there is room; in a mount namespace of its own.
# full_disk.sh PYTHON COURSE DISK SIZE
set -eu
mount -t tmpfs -o "size=$4" tmpfs "$3"
cp -r "$2/." "$3"
cd "$3"
set +e
"$1" -m course_utils grade arithmetic --jobs 1 --isolation none
echo "first: $?"
mount -o remount,size=64M "$3"
"$1" -m course_utils grade arithmetic --jobs 1 --isolation none
echo "second: $?"
cp -r gradebook.db report "$2"
