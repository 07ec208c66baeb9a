using System.Runtime.InteropServices;

namespace Bpf.KernelMatrix.Guest;

/// <summary>The virtual machine around process 1: its file systems, and the power switch.</summary>
internal static partial class Machine
{
    /// <summary>True when this is the first process of a virtual machine, not a program on a normal system.</summary>
    public static bool IsGuest => Environment.ProcessId == 1;

    /// <summary>Mounts what the loader reads.</summary>
    public static void MountFileSystems()
    {
        Mount("proc", "/proc");
        Mount("sysfs", "/sys");
        Mount("devtmpfs", "/dev");
        Mount("bpf", "/sys/fs/bpf");
        Mount("tracefs", "/sys/kernel/tracing");
        Mount("tmpfs", "/tmp");
        Mount("cgroup2", "/sys/fs/cgroup");
    }

    /// <summary>Runs a check on a kernel that does not expose its types.</summary>
    public static T WithoutKernelTypes<T>(Func<T> check)
    {
        const string Directory = "/sys/kernel/btf";
        Mount("tmpfs", Directory);
        try
        {
            return check();
        }
        finally
        {
            _ = umount(Directory);
        }
    }

    /// <summary>Ends the virtual machine.</summary>
    public static void PowerOff()
    {
        Console.Out.Flush();
        const int LinuxRebootPowerOff = 0x4321FEDC; // LINUX_REBOOT_CMD_POWER_OFF, include/uapi/linux/reboot.h
        _ = reboot(LinuxRebootPowerOff);
    }

    /// <summary>Gives a file another name; 0 on success.</summary>
    public static int Link(string file, string name) => link(file, name);

    private static void Mount(string type, string target)
    {
        if (mount(type, target, type, 0, 0) != 0)
        {
            Console.WriteLine($"mount {type} on {target}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mount(string source, string target, string type, ulong flags, nint data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int umount(string target);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string file, string name);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int reboot(int command);
}
