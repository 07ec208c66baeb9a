using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Processes;

/// <summary>The C library functions that start and control a child process.</summary>
internal static unsafe partial class ProcessCalls
{
    public const int StopSignal = 19; // SIGSTOP
    public const int ContinueSignal = 18; // SIGCONT
    public const int KillSignal = 9; // SIGKILL
    public const int TerminateSignal = 15; // SIGTERM
    public const int TrapSignal = 5; // SIGTRAP
    public const int WaitStopped = 2; // WUNTRACED
    public const int MayExecute = 1; // X_OK

    public const int PtraceContinue = 7; // PTRACE_CONT, include/uapi/linux/ptrace.h
    public const int PtraceDetach = 17; // PTRACE_DETACH
    public const int PtraceSeize = 0x4206; // PTRACE_SEIZE
    public const int PtraceTraceExec = 0x10; // PTRACE_O_TRACEEXEC
    public const int PtraceExitKill = 0x100000; // PTRACE_O_EXITKILL
    public const int PtraceEventExec = 4; // PTRACE_EVENT_EXEC
    public const int PtraceEventStop = 128; // PTRACE_EVENT_STOP

    public const short SpawnSetSignalDefaults = 4; // POSIX_SPAWN_SETSIGDEF
    public const int SpawnAttributeSize = 512; // larger than posix_spawnattr_t of glibc (336) and musl
    public const int SignalSetSize = 128; // sigset_t

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int PosixSpawn(out int processId, string path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int SpawnAttributesInitialize(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial int SpawnAttributesDestroy(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SpawnAttributesSetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SpawnAttributesSetSignalDefaults(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "access", StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int processId, out int status, int options);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    public static partial nint Ptrace(nint request, nint processId, nint address, nint data);
}
