using System.Runtime.InteropServices;

namespace Bpf.Verify.Guest;

/// <summary>The virtual machine: its file systems, and the power switch.</summary>
internal static partial class Machine
{
    private static readonly (string Type, string Directory)[] s_mounts =
    [
        ("proc", "/proc"), ("sysfs", "/sys"), ("devtmpfs", "/dev"), ("bpf", "/sys/fs/bpf"), ("tracefs", "/sys/kernel/tracing"), ("tmpfs", "/tmp"),
        ("cgroup2", "/sys/fs/cgroup"),
    ];

    /// <summary>Mounts what the loader reads, and stops the kernel from writing to the console, except for a panic.</summary>
    public static void Prepare()
    {
        foreach ((string type, string directory) in s_mounts)
        {
            if (Mount(type, directory, type, 0, 0) != 0)
            {
                Console.WriteLine($"mount {type} on {directory}: error {Marshal.GetLastPInvokeError()}");
            }
        }

        File.WriteAllText("/proc/sys/kernel/printk", "1");
    }

    /// <summary>Ends the virtual machine.</summary>
    public static void PowerOff()
    {
        Console.Out.Flush();
        const int LinuxRebootPowerOff = 0x4321FEDC; // LINUX_REBOOT_CMD_POWER_OFF, include/uapi/linux/reboot.h
        _ = Reboot(LinuxRebootPowerOff);
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, nint data);

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int Reboot(int command);
}
