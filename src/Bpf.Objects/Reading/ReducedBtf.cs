using Bpf.Objects.Btf;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>
/// The types of a kernel, reduced to those that the CO-RE relocations of some objects need: some kilobytes that a tool can ship for each kernel that does
/// not expose BTF. The relocations of these objects have the same results as with all types of the kernel, except that the ids of types differ. libbpf and
/// cilium/ebpf accept it too; the format is that of <c>bpftool gen min_core_btf</c>.
/// </summary>
public sealed class ReducedBtf
{
    private ReducedBtf(CoreTypeReducer types)
    {
        Contents = types.Build().Bytes.ToArray();
        TypeCount = types.Count;
        Missing = [.. types.Missing];
    }

    /// <summary>The BTF, to be written to a file.</summary>
    public ReadOnlyMemory<byte> Contents { get; }

    /// <summary>Number of types in it.</summary>
    public int TypeCount { get; }

    /// <summary>
    /// What relocations ask about and this kernel does not have, such as <c>struct task_struct.no_such_member</c>. Programs can use it only behind a check for
    /// its existence.
    /// </summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Reduces the types of a kernel.</summary>
    /// <param name="kernelTypes">
    /// Contents of a file with all types of the kernel: BTF, or ELF with a section <c>.BTF</c>. Types of modules are not considered.
    /// </param>
    /// <param name="name">Name of that file, for messages.</param>
    /// <param name="objects">The objects; those without CO-RE relocations need nothing.</param>
    /// <exception cref="BpfObjectFormatException">The contents are not BTF, are damaged or of the other byte order, or a relocation is damaged.</exception>
    /// <exception cref="BpfException">The objects have no CO-RE relocations about the kernel, or the BTF is not that of a kernel.</exception>
    public static ReducedBtf Create(ReadOnlyMemory<byte> kernelTypes, string name, IEnumerable<ObjectDescription> objects)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(objects);
        BtfTypeTable table = new(BtfMemory.Copy(BtfBytes.Find(kernelTypes, name)), name);
        ObjectDescription[] all = [.. objects];
        table.Expect([CoreArchitecture.TypeName.ToArray(), .. all.SelectMany(each => CoreRelocator.TargetNames(each.File))]);
        CoreTypeReducer types = new(table);
        foreach (ObjectDescription each in all)
        {
            types.Add(each.File);
        }

        string names = string.Join(", ", all.Select(each => each.Name));
        if (types.Questions == 0)
        {
            throw new BpfException("reduce BTF for", names, null, "There are no CO-RE relocations about kernel types, so no BTF is needed to load it.");
        }

        return types.Known > 0 || CoreArchitecture.Of(table) is not null
            ? new ReducedBtf(types)
            : throw new BpfException("reduce", name, null,
                $"It has none of the types that {names} needs ({string.Join(", ", types.Missing.Take(3))}). Is it the BTF of a kernel, and not reduced itself?");
    }
}
