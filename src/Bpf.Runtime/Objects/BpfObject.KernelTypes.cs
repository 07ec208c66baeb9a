using System.Text;
using Bpf.Runtime.Btf;
using Bpf.Runtime.Externs;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Relocations;

namespace Bpf.Runtime;

// Types of the kernel, and which of them the object wants. Told in advance, they are found in one pass over the kernel's tens of thousands.
public sealed partial class BpfObject
{
    private BtfTypeTable? _targetTypes;
    private List<BtfTypeTable>? _moduleTypes;

    /// <summary>Types of vmlinux.</summary>
    /// <exception cref="BpfUnsupportedException">The kernel publishes no BTF.</exception>
    internal BtfTypeTable KernelTypes => field ??= Expecting(KernelBtf.Vmlinux, KernelTypeNames());

    /// <summary>What CO-RE relocations are resolved in.</summary>
    private BtfTypeTable TargetTypes()
        => Options.TargetBtfPath is { } path ? _targetTypes ??= Expecting(KernelBtf.LoadFile(path), CoreRelocator.TargetNames(_file)) : KernelTypes;

    // A target given by file is the whole target.
    private List<BtfTypeTable> ModuleTypes()
    {
        if (_moduleTypes is not null)
            return _moduleTypes;

        _moduleTypes = [];
        if (Options.TargetBtfPath is null)
        {
            List<byte[]> names = CoreRelocator.TargetNames(_file);
            foreach (ModuleBtf module in KernelBtf.Modules)
                _moduleTypes.Add(Expecting(module.Types, names));
        }

        return _moduleTypes;
    }

    private IEnumerable<byte[]> KernelTypeNames()
    {
        foreach (BpfProgram program in Programs)
        {
            if (program.AutoLoad && KernelTarget.TypeNameFor(program) is { } name)
                yield return name;
        }

        foreach (ExternSymbol symbol in _file.Externs)
        {
            if (symbol.Kind is ExternKind.Variable or ExternKind.Function)
                yield return Encoding.UTF8.GetBytes(symbol.Name);
        }

        foreach (BpfMap map in Maps)
        {
            if (map.Definition?.StructOps is null)
                continue;

            yield return StructOpsBinder.TableName(map, _file.Btf!);
            yield return StructOpsBinder.ValueName(map, _file.Btf!);
        }

        if (Options.TargetBtfPath is null)
        {
            foreach (byte[] name in CoreRelocator.TargetNames(_file))
                yield return name;
        }
    }

    private static BtfTypeTable Expecting(BtfTypeTable types, IEnumerable<byte[]> names)
    {
        types.Expect(names);
        return types;
    }
}
