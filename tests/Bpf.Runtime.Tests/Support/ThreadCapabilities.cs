using System.Runtime.InteropServices;

namespace Bpf.Runtime.Tests.Support;

/// <summary>Runs code on a separate thread without a capability; other threads keep it.</summary>
internal static partial class ThreadCapabilities
{
    /// <summary>CAP_SYS_ADMIN</summary>
    public const int SystemAdministration = 21;

    private const uint Version = 0x20080522; // _LINUX_CAPABILITY_VERSION_3

    public static void RunWithout(int capability, Action action)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(() =>
        {
            Drop(capability);
            action();
        }));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void Drop(int capability)
    {
        uint[] header = [Version, 0];
        uint[] sets = new uint[6]; // effective, permitted, inheritable; twice
        Assert.Equal(0, CapabilitiesGet(header, sets));
        sets[capability / 32 * 3] &= ~(1U << capability % 32);
        Assert.Equal(0, CapabilitiesSet(header, sets));
    }

    [LibraryImport("libc", EntryPoint = "capget")]
    private static partial int CapabilitiesGet(uint[] header, uint[] sets);

    [LibraryImport("libc", EntryPoint = "capset")]
    private static partial int CapabilitiesSet(uint[] header, uint[] sets);
}
