using System.Runtime.InteropServices;

namespace Bpf.Attach.Guest;

/// <summary>
/// Puts the system calls of one thread under the supervision of whoever holds the descriptor (<c>SECCOMP_RET_USER_NOTIF</c>, kernel 5.19 for the flags).
/// </summary>
internal static unsafe partial class Supervision
{
    private const int SetFilter = 1; // SECCOMP_SET_MODE_FILTER, include/uapi/linux/seccomp.h
    private const uint NewListener = 1 << 3; // SECCOMP_FILTER_FLAG_NEW_LISTENER
    private const uint WaitKillable = 1 << 5; // SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV: the runtime's signals do not repeat calls
    private const uint Notify = 0x7fc00000; // SECCOMP_RET_USER_NOTIF
    private const uint Allow = 0x7fff0000; // SECCOMP_RET_ALLOW
    private const ushort LoadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort JumpEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K
    private const int SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS

    /// <summary>The thread under supervision.</summary>
    public static int ThreadId { get; private set; }

    /// <summary>Starts supervision of the calling thread and the threads that it starts.</summary>
    /// <returns>The descriptor that the supervisor needs.</returns>
    public static int Begin()
    {
        ThreadId = (int)SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 186 : 178, 0, 0, 0); // gettid
        int[] calls = SupervisedCalls.Numbers;
        SocketFilter[] filter = new SocketFilter[calls.Length + 3];
        filter[0] = new SocketFilter { Code = LoadWord }; // offsetof(struct seccomp_data, nr)
        for (int i = 0; i < calls.Length; i++)
        {
            filter[i + 1] = new SocketFilter { Code = JumpEqual, IfTrue = (byte)(calls.Length - i), Value = (uint)calls[i] };
        }

        filter[^2] = new SocketFilter { Code = Return, Value = Allow };
        filter[^1] = new SocketFilter { Code = Return, Value = Notify };
        fixed (SocketFilter* code = filter)
        {
            Program program = new() { Length = (ushort)filter.Length, Code = code };
            _ = Control(SetNoNewPrivileges, 1, 0, 0, 0);
            int descriptor = (int)SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 317 : 277, SetFilter, (nint)(NewListener | WaitKillable), (nint)(&program)); // seccomp
            return descriptor >= 0 ? descriptor : throw new InvalidOperationException($"seccomp failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nint a, nint b, nint c, nint d);

    // struct sock_filter
    private struct SocketFilter
    {
        public ushort Code;
        public byte IfTrue;
        public byte IfFalse;
        public uint Value;
    }

    // struct sock_fprog
    private struct Program
    {
        public ushort Length;
        public SocketFilter* Code;
    }
}
