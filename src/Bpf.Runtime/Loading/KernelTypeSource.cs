using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Relocations;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime.Loading;

/// <summary>
/// Kernel types for one object. The types that the object needs are announced in advance, so that they are found in one pass over the kernel's tens
/// of thousands.
/// </summary>
internal sealed class KernelTypeSource(ObjectFile file, BpfObjectOptions options, BpfMapCollection maps, Func<BpfProgramCollection> programs)
{
    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel does not expose BTF.</exception>
    public BtfTypeTable Vmlinux => field ??= Expecting(KernelBtf.Vmlinux, Names());

    /// <summary>Types against which CO-RE relocations are resolved.</summary>
    /// <exception cref="BpfException">The file specified by the options cannot be read.</exception>
    public BtfTypeTable Target => field ??= options.TargetBtfPath is { } path ? Expecting(KernelBtf.LoadFile(path), CoreRelocator.TargetNames(file)) : Vmlinux;

    /// <summary>Module types against which CO-RE relocations are also resolved; a target given by file is complete in itself.</summary>
    public List<BtfTypeTable> Modules => field ??= options.TargetBtfPath is null ? OfModules() : [];

    private List<BtfTypeTable> OfModules()
    {
        List<byte[]> names = CoreRelocator.TargetNames(file);
        return [.. KernelBtf.Modules.Select(module => Expecting(module.Types, names))];
    }

    private IEnumerable<byte[]> Names()
    {
        foreach (BpfProgram program in programs())
        {
            if (program.AutoLoad && KernelTarget.TypeNameFor(program) is { } name)
            {
                yield return name;
            }
        }

        foreach (ExternSymbol symbol in file.Externs)
        {
            if (symbol.Kind is ExternKind.Variable or ExternKind.Function)
            {
                yield return Encoding.UTF8.GetBytes(symbol.Name);
            }
        }

        foreach (BpfMap map in maps)
        {
            if (map.Definition?.StructOps is null)
            {
                continue;
            }

            yield return StructOpsBinder.TableName(map, file.Btf!);
            yield return StructOpsBinder.ValueName(map, file.Btf!);
        }

        if (options.TargetBtfPath is null)
        {
            foreach (byte[] name in CoreRelocator.TargetNames(file))
            {
                yield return name;
            }
        }
    }

    private static BtfTypeTable Expecting(BtfTypeTable types, IEnumerable<byte[]> names)
    {
        types.Expect(names);
        return types;
    }
}
