"""What lessons and libraries ask of the kernel, all of it in one submission."""

# honest score: 6

# %%
import asyncio, fcntl, multiprocessing, os, pathlib, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time

def works(what, task):
    try:
        if task() is False:
            print("BREACH", what, "gave False")
    except BaseException as error:
        print("BREACH", what, type(error).__name__, error)

# %%
here = pathlib.Path(tempfile.mkdtemp())
(here / "a").mkdir()
(here / "a" / "file.txt").write_text("text")
works("copytree", lambda: shutil.copytree(here / "a", here / "b"))
works("copy2", lambda: shutil.copy2(here / "a" / "file.txt", here / "c"))
works("move", lambda: shutil.move(here / "c", here / "d"))
works("link", lambda: os.link(here / "d", here / "e"))
works("symlink", lambda: os.symlink(here / "d", here / "f"))
works("chmod", lambda: (here / "d").chmod(0o600))
works("utime", lambda: os.utime(here / "d"))
works("fifo", lambda: os.mkfifo(here / "g"))
works("glob", lambda: len(list(here.rglob("*"))) > 4)
works("disk usage", lambda: shutil.disk_usage(here))
works("sqlite", lambda: sqlite3.connect(here / "db.sqlite").execute("create table t (a)").connection.commit())
works("lock", lambda: fcntl.lockf((here / "d").open("r+"), fcntl.LOCK_EX))
works("sync", lambda: os.fsync(os.open(here / "d", os.O_RDWR)))
works("zip", lambda: shutil.make_archive(str(here / "z"), "zip", here / "a"))
works("rmtree", lambda: shutil.rmtree(here / "b"))

# %%
works("subprocess", lambda: subprocess.run(["ls", "-la", "/"], capture_output=True, check=True))
works("shell", lambda: subprocess.run("echo a | cat > x && test -s x", shell=True, check=True))
works("a session", lambda: subprocess.run(["true"], start_new_session=True, check=True))
works("time-out", lambda: subprocess.run(["sleep", "0"], timeout=5, check=True))
works("python", lambda: subprocess.run([sys.executable, "-c", "import json, ssl, sqlite3"], check=True))
works("spawn", lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)[1] == 0)
works("bash", lambda: subprocess.run(["bash", "-c", "for i in 1 2; do (sleep 0 &); done; wait"], check=True))
works("tools", lambda: subprocess.run("sort /etc/passwd | uniq | grep learner | sed s/a/b/ | head -1", shell=True, check=True))
works("thread", lambda: (t := threading.Thread(target=time.sleep, args=(0,)), t.start(), t.join()))
works("alarm", lambda: (signal.getitimer(signal.ITIMER_VIRTUAL), signal.getsignal(signal.SIGUSR1)))

# %%
async def both():
    process = await asyncio.create_subprocess_exec("echo", "hi", stdout=-1)
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.close()
    server.close()
    return (await process.communicate())[0] == b"hi\n" and await asyncio.to_thread(sum, [1, 1]) == 2

done = []
works("asyncio", lambda: (t := threading.Thread(target=lambda: done.append(asyncio.run(both()))), t.start(), t.join(), done == [True])[-1])
works("unix socket", lambda: (pair := socket.socketpair(), pair[0].send(b"x"))[1] == 1)
works("queue", lambda: (q := multiprocessing.SimpleQueue(), q.put(1), q.get())[2] == 1)
works("manager", lambda: multiprocessing.Process(target=print).start())

# %% double
def double(number):
    return 2 * number

# %% add_total
def add_total(row):
    row.append(sum(row))
