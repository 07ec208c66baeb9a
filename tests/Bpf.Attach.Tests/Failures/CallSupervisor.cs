using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Attach.Guest;

namespace Bpf.Attach.Tests.Failures;

/// <summary>
/// Handles the supervised system calls of one thread of another process: passes them, or makes the n-th of a round fail. As a separate process, it
/// can answer while the runtime of that process has suspended all threads.
/// </summary>
internal sealed unsafe partial class CallSupervisor : IDisposable
{
    private const nuint Receive = 0xC0502100; // SECCOMP_IOCTL_NOTIF_RECV, include/uapi/linux/seccomp.h
    private const nuint Send = 0xC0182101; // SECCOMP_IOCTL_NOTIF_SEND
    private const uint Continue = 1; // SECCOMP_USER_NOTIF_FLAG_CONTINUE
    private const short HangUp = 0x10; // POLLHUP
    private const int Anonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
    private const int Shared = 1; // MAP_SHARED
    private const int ReadWrite = 3; // PROT_READ | PROT_WRITE
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    private const ulong LargestSection = 1 << 16;
    private readonly int _listener;
    private readonly int _threadId;
    private readonly FileStream _memory;
    private readonly Thread _thread;
    private readonly ConcurrentDictionary<string, int> _failed = new();
    private int _failAt = -1;
    private int _error;
    private int _count;
    private volatile bool _hit;

    public CallSupervisor(int processId, int descriptor, int threadId)
    {
        _threadId = threadId;
        int process = (int)SystemCall(434, processId, 0, 0); // pidfd_open
        _listener = (int)SystemCall(438, process, descriptor, 0); // pidfd_getfd
        string error = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(process);
        if (_listener < 0)
        {
            throw new InvalidOperationException($"pidfd_getfd failed: {error}");
        }

        _memory = new FileStream($"/proc/{processId}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Number of failed calls, by name.</summary>
    public IReadOnlyDictionary<string, int> Failed => _failed;

    /// <summary>The only call that is counted, or <see langword="null"/> for all; in a first round the runtime makes most of the others, too.</summary>
    public string? Only { get; set; }

    /// <summary>Calls of the loader since <see cref="Arm"/>.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The call that failed last.</summary>
    public string LastFailed { get; private set; } = "";

    /// <summary>Restarts counting calls and makes the n-th fail; none if n is 0.</summary>
    public void Arm(int n, int error)
    {
        _hit = false;
        _count = 0;
        _error = error;
        Volatile.Write(ref _failAt, n);
    }

    /// <summary>Lets everything pass.</summary>
    /// <returns>Whether there was a call to fail.</returns>
    public bool Disarm()
    {
        Volatile.Write(ref _failAt, -1);
        return _hit;
    }

    public void Dispose()
    {
        _thread.Join(); // ends with the process
        _memory.Dispose();
        _ = Close(_listener);
    }

    private void Run()
    {
        while (true)
        {
            PollEntry entry = new() { Descriptor = _listener, Events = 1 };
            _ = Poll(&entry, 1, -1);
            if ((entry.Returned & HangUp) != 0)
            {
                return;
            }

            Notification call = default;
            if (Control(_listener, Receive, &call) < 0)
            {
                continue;
            }

            Response response = new() { Id = call.Id, Flags = Continue };
            if (Fails(call))
            {
                response.Flags = 0;
                response.Error = -_error;
            }

            _ = Control(_listener, Send, &response);
        }
    }

    private bool Fails(in Notification call)
    {
        if (call.ThreadId != _threadId || Volatile.Read(ref _failAt) < 0)
        {
            return false;
        }

        string name = SupervisedCalls.NameOf(call.Number);
        if ((Only is not null && name != Only) || !IsOfTheLoader(name, call, out string detail) || ++_count != _failAt)
        {
            return false;
        }

        LastFailed = name + detail;
        _failed.AddOrUpdate(name, 1, static (_, count) => count + 1);
        return _hit = true;
    }

    // The runtime maps memory and opens assemblies on the same thread and does not survive failures there, which are not the loader's.
    private bool IsOfTheLoader(string name, in Notification call, out string detail)
    {
        detail = "";
        switch (name)
        {
            case "mmap":
                detail = $" of {call.Arguments[1]} bytes, flags 0x{call.Arguments[3]:x}";
                return (int)call.Arguments[4] >= 0 ? ((int)call.Arguments[3] & Shared) != 0
                    : (int)call.Arguments[3] == Anonymous && (int)call.Arguments[2] == ReadWrite && call.Arguments[1] <= LargestSection;
            case "bpf":
                detail = $" {call.Arguments[0]}";
                return true;
            case "openat" or "openat2":
                string path = PathAt(call.Arguments[1]);
                detail = $" {path}";
                return !path.EndsWith(".dll", StringComparison.Ordinal) && !path.EndsWith(".pdb", StringComparison.Ordinal) && !path.Contains("/dotnet/", StringComparison.Ordinal);
            case "ioctl":
                detail = $" 0x{call.Arguments[1]:x}";
                return ((call.Arguments[1] >> 8) & 0xFF) == '$'; // those of perf events
            case "fcntl":
                return (int)call.Arguments[1] == DuplicateCloseOnExec;
            default:
                return true;
        }
    }

    private string PathAt(ulong address)
    {
        byte[] text = new byte[256];
        _memory.Position = (long)address;
        int length = text.AsSpan(0, _memory.Read(text)).IndexOf((byte)0);
        return Encoding.UTF8.GetString(text, 0, Math.Max(length, 0));
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    // struct seccomp_notif with its struct seccomp_data
    private struct Notification
    {
        public ulong Id;
        public int ThreadId;
        public uint Flags;
        public int Number;
        public uint Architecture;
        public ulong InstructionPointer;
        public fixed ulong Arguments[6];
    }

    // struct seccomp_notif_resp
    private struct Response
    {
        public ulong Id;
        public long Value;
        public int Error;
        public uint Flags;
    }

    // struct pollfd
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
