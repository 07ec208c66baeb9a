using Bpf.Objects.Btf;
using Bpf.ReferenceKernels;
using Bpf.Runtime;
using Bpf.Runtime.Kernel;

namespace Bpf.KernelTypes.Merging;

/// <summary>Reads the types of one kernel or module.</summary>
internal static class KernelTypeFile
{
    private static readonly Version s_none = new(0, 0);

    /// <summary>Reads a BTF file, or the .BTF section of an ELF file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="basePath">The base BTF file: that of vmlinux for a module; null if the file is self-contained.</param>
    /// <exception cref="BpfException">A file cannot be read, or has no BTF.</exception>
    public static KernelTypeTable Read(string path, string? basePath)
    {
        BtfTypeTable? baseTable = basePath is null ? null : KernelBtf.LoadFile(basePath);
        MergedTypes types = new();
        new BtfCollector(KernelBtf.LoadFile(path, baseTable), types, types.Add(new ReferenceKernel("", s_none, path))).Collect();
        return new KernelTypeTable(TableWriter.Write(types));
    }
}
