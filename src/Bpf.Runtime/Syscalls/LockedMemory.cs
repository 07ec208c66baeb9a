
namespace Bpf.Runtime.Syscalls;

/// <summary>RLIMIT_MEMLOCK, to which kernels before 5.11 charge maps and programs.</summary>
internal static unsafe class LockedMemory
{
    private const int Resource = 8; // RLIMIT_MEMLOCK
    private const ulong Unlimited = ulong.MaxValue; // RLIM_INFINITY
    private static int s_raised;

    /// <summary>Raises the limit of this process, once. A refusal is not an error: the limit may be high enough.</summary>
    /// <returns><see langword="false"/> when the limit could not be raised.</returns>
    public static bool Raise()
    {
        if (Interlocked.Exchange(ref s_raised, 1) != 0)
        {
            return true;
        }

        ulong* limits = stackalloc ulong[2] { Unlimited, Unlimited };
        return LibC.SetResourceLimit(Resource, limits) == 0;
    }

    /// <summary>Formats the limit for messages.</summary>
    public static string Describe()
    {
        ulong* limits = stackalloc ulong[2];
        if (LibC.GetResourceLimit(Resource, limits) < 0)
        {
            return "unknown";
        }

        return limits[0] == Unlimited ? "unlimited" : $"{limits[0] / 1024} KiB";
    }

    /// <summary>Raises the limit if it may be why the kernel refused a small program or map: before 5.11, those just closed may still count.</summary>
    /// <returns>True when it is worth trying again.</returns>
    public static bool RaiseForTrials() => !KernelVersion.IsAtLeast(5, 11) && Raise();
}
