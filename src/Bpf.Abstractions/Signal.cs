namespace Bpf;

/// <summary>
/// The signals of Linux on x86-64 and aarch64 (include/uapi/asm-generic/signal.h). Members keep their C names; <c>((Signal)number).ToString()</c> is the name
/// of a number. Numbers from 32 to 64 are the real-time signals, which have none.
/// </summary>
public enum Signal
{
    /// <summary>No signal.</summary>
    None = 0,

    /// <summary>The terminal was closed.</summary>
    SIGHUP = 1,

    /// <summary>Ctrl+C.</summary>
    SIGINT = 2,

    /// <summary>Ctrl+\.</summary>
    SIGQUIT = 3,

    /// <summary>Invalid instruction.</summary>
    SIGILL = 4,

    /// <summary>Breakpoint.</summary>
    SIGTRAP = 5,

    /// <summary>Abort.</summary>
    SIGABRT = 6,

    /// <summary>Invalid access to memory, such as beyond the end of a mapped file.</summary>
    SIGBUS = 7,

    /// <summary>Arithmetic error.</summary>
    SIGFPE = 8,

    /// <summary>Kill; cannot be handled.</summary>
    SIGKILL = 9,

    /// <summary>For the program's own use.</summary>
    SIGUSR1 = 10,

    /// <summary>Invalid address.</summary>
    SIGSEGV = 11,

    /// <summary>For the program's own use.</summary>
    SIGUSR2 = 12,

    /// <summary>Write to a pipe without readers.</summary>
    SIGPIPE = 13,

    /// <summary>Timer.</summary>
    SIGALRM = 14,

    /// <summary>Request to end.</summary>
    SIGTERM = 15,

    /// <summary>Unused.</summary>
    SIGSTKFLT = 16,

    /// <summary>A child ended or stopped.</summary>
    SIGCHLD = 17,

    /// <summary>Continue.</summary>
    SIGCONT = 18,

    /// <summary>Stop; cannot be handled.</summary>
    SIGSTOP = 19,

    /// <summary>Ctrl+Z.</summary>
    SIGTSTP = 20,

    /// <summary>A background process reads from the terminal.</summary>
    SIGTTIN = 21,

    /// <summary>A background process writes to the terminal.</summary>
    SIGTTOU = 22,

    /// <summary>Urgent data of a socket.</summary>
    SIGURG = 23,

    /// <summary>Limit of CPU time.</summary>
    SIGXCPU = 24,

    /// <summary>Limit of the size of files.</summary>
    SIGXFSZ = 25,

    /// <summary>Timer of CPU time.</summary>
    SIGVTALRM = 26,

    /// <summary>Timer for profiling.</summary>
    SIGPROF = 27,

    /// <summary>The size of the terminal changed.</summary>
    SIGWINCH = 28,

    /// <summary>Input or output is possible.</summary>
    SIGIO = 29,

    /// <summary>Power failure.</summary>
    SIGPWR = 30,

    /// <summary>Invalid system call.</summary>
    SIGSYS = 31,
}
