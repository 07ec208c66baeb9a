namespace Bpf.Runtime.Btf;

/// <summary>Types of the running kernel, parsed at first use and kept for the process.</summary>
internal static class KernelBtf
{
    private const string SysfsDirectory = "/sys/kernel/btf";
    private static readonly Lock s_lock = new();
    private static BtfTypeTable? s_vmlinux;

    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel publishes no BTF and none is installed.</exception>
    public static BtfTypeTable Vmlinux
    {
        get
        {
            if (Volatile.Read(ref s_vmlinux) is { } known)
                return known;

            lock (s_lock)
                return s_vmlinux ??= Load();
        }
    }

    private static BtfTypeTable Load()
    {
        string path = SysfsDirectory + "/vmlinux";
        try
        {
            return new BtfTypeTable(BtfMemory.OfFile(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfUnsupportedException(
                "read the types of the kernel from", path, "The kernel must be built with CONFIG_DEBUG_INFO_BTF (5.2); or give BpfObjectOptions.TargetBtfPath.");
        }
    }
}
