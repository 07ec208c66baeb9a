using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Programs;
using Bpf.Symbols.Syscalls;

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
    /// <exception cref="BpfException">The BTF specified by the options cannot be read, or is that of another architecture.</exception>
    public BtfTypeTable Target => field ??= Given ?? Vmlinux;

    /// <summary>Module types against which CO-RE relocations are also resolved; a target given by the options is complete in itself.</summary>
    public List<BtfTypeTable> Modules => field ??= Given is null ? OfModules() : [];

    /// <summary>Whether the target was reduced to the types that some objects need: only then it contains no functions.</summary>
    public bool IsReduced
    {
        get
        {
            BtfTypeTable types = Target;
            for (uint id = types.FirstId; id < types.EndId; id++)
            {
                if (types[id].Kind == BtfKind.Function)
                {
                    return false;
                }
            }

            return true;
        }
    }

    // The types that the options specify, if they apply to the running kernel.
    private BtfTypeTable? Given => field ??= options.TargetBtfPath is { } path ? Checked(KernelBtf.LoadFile(path), path) : Fallback();

    private BtfTypeTable? Fallback()
    {
        if (options.FallbackBtf is not { } fallback || KernelBtf.IsExposed)
        {
            return null;
        }

        string release = KernelBtf.Release;
        string name = $"BTF for kernel {release}";
        return fallback(release) is { IsEmpty: false } contents
            ? Checked(new BtfTypeTable(BtfMemory.Copy(BtfBytes.Find(contents, name)), name), name)
            : null;
    }

    private BtfTypeTable Checked(BtfTypeTable types, string name)
    {
        types.Expect([CoreArchitecture.TypeName.ToArray(), .. CoreRelocator.TargetNames(file)]);
        return CoreArchitecture.Of(types) is { } architecture && architecture != HostArchitecture.Current
            ? throw new BpfException("use the kernel types of", name, null,
                $"They are those of an {architecture} kernel, and this machine is {HostArchitecture.Current}.")
            : types;
    }

    private List<BtfTypeTable> OfModules()
    {
        List<byte[]> names = CoreRelocator.TargetNames(file);
        return [.. KernelBtf.Modules.Select(module => Expecting(module.Types, names))];
    }

    private IEnumerable<byte[]> Names()
    {
        foreach (BpfProgram program in programs())
        {
            foreach (byte[] name in program.AutoLoad ? KernelTarget.TypeNamesFor(program) : [])
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
