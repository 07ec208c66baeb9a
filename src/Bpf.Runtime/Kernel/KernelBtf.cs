using Bpf.Objects.Btf;

namespace Bpf.Runtime.Kernel;

/// <summary>Types of the running kernel and its modules, parsed on first use and kept for the life of the process.</summary>
internal static class KernelBtf
{
    private const string SysfsDirectory = "/sys/kernel/btf";
    private const string SysfsVmlinux = SysfsDirectory + "/vmlinux";
    private static readonly Lock s_lock = new();
    private static BtfTypeTable? s_vmlinux;
    private static List<ModuleBtf>? s_modules;

    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel does not expose BTF.</exception>
    public static BtfTypeTable Vmlinux
    {
        get
        {
            if (Volatile.Read(ref s_vmlinux) is { } known)
            {
                return known;
            }

            lock (s_lock)
            {
                return s_vmlinux ??= Load();
            }
        }
    }

    /// <summary>True when the running kernel exposes its types.</summary>
    public static bool IsExposed => File.Exists(SysfsVmlinux);

    /// <summary>Release of the running kernel, such as 5.10.0-32-cloud-amd64.</summary>
    public static string Release => File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    /// <summary>Types of the modules that were loaded at first use; those that cannot be read are omitted.</summary>
    public static IReadOnlyList<ModuleBtf> Modules
    {
        get
        {
            BtfTypeTable vmlinux = Vmlinux;
            lock (s_lock)
            {
                return s_modules ??= LoadModules(vmlinux);
            }
        }
    }

    /// <summary>Loads the types from a BTF file, or from the .BTF section of an ELF file.</summary>
    /// <exception cref="BpfException">The file cannot be read or has no BTF.</exception>
    public static BtfTypeTable LoadFile(string path, BtfTypeTable? baseTable = null)
    {
        try
        {
            return new BtfTypeTable(BtfFile.Read(path), path, baseTable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("read target BTF", path, null, exception.Message, exception);
        }
    }

    private static BtfTypeTable Load()
    {
        try
        {
            return new BtfTypeTable(SysfsBtf.Read(SysfsVmlinux), SysfsVmlinux);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return InstalledKernel() ?? throw new BpfUnsupportedException(
                "read the kernel's types from", SysfsVmlinux,
                "The kernel must be built with CONFIG_DEBUG_INFO_BTF (5.2). Otherwise, CO-RE relocations need BTF from elsewhere: get that of kernel "
                + $"{Release}, reduce it with `bpf btf min`, and set BpfObjectOptions.FallbackBtf or TargetBtfPath.");
        }
    }

    /// <summary>Reads the kernel file with debug information from where distributions install it.</summary>
    private static BtfTypeTable? InstalledKernel()
    {
        string release = Release;
        string[] places =
        [
            $"/boot/vmlinux-{release}",
            $"/lib/modules/{release}/vmlinux-{release}",
            $"/lib/modules/{release}/build/vmlinux",
            $"/usr/lib/modules/{release}/kernel/vmlinux",
            $"/usr/lib/debug/boot/vmlinux-{release}",
            $"/usr/lib/debug/boot/vmlinux-{release}.debug",
            $"/usr/lib/debug/lib/modules/{release}/vmlinux",
        ];
        foreach (string place in places)
        {
            if (File.Exists(place))
            {
                return LoadFile(place);
            }
        }

        return null;
    }

    private static List<ModuleBtf> LoadModules(BtfTypeTable vmlinux)
    {
        List<ModuleBtf> modules = [];
        if (!Directory.Exists(SysfsDirectory))
        {
            return modules;
        }

        foreach (string path in Directory.EnumerateFiles(SysfsDirectory))
        {
            string name = Path.GetFileName(path);
            if (name == "vmlinux")
            {
                continue;
            }

            try
            {
                modules.Add(new ModuleBtf(name, new BtfTypeTable(SysfsBtf.Read(path), path, vmlinux)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BpfObjectFormatException)
            {
                // A module without usable types is treated like one without types.
            }
        }

        return modules;
    }
}
