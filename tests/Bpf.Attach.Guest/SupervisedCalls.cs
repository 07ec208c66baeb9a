using System.Runtime.InteropServices;

namespace Bpf.Attach.Guest;

/// <summary>The system calls that the loader makes and that can fail, with their numbers on this architecture.</summary>
internal static class SupervisedCalls
{
    private static readonly (string Name, int X64, int Arm64)[] s_all =
    [
        ("mmap", 9, 222),
        ("mremap", 25, 216),
        ("bpf", 321, 280),
        ("perf_event_open", 298, 241),
        ("openat", 257, 56),
        ("openat2", 437, 437),
        ("ioctl", 16, 29),
        ("fcntl", 72, 25),
        ("statfs", 137, 43),
        ("epoll_create1", 291, 20),
        ("epoll_ctl", 233, 21),
        ("eventfd2", 290, 19),
        ("pidfd_open", 434, 434),
        ("prlimit64", 302, 261),
    ];

    public static int[] Numbers { get; } = [.. s_all.Select(static call => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? call.X64 : call.Arm64)];

    public static string NameOf(int number) => s_all[Array.IndexOf(Numbers, number)].Name;
}
