using Bpf.Objects.Btf;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Maps;
using Bpf.Shared;

namespace Bpf.Objects.Description;

/// <summary>A BPF object as read from its file: everything that is known without the kernel.</summary>
internal sealed class ObjectFile
{
    /// <summary>Name of the object.</summary>
    public required string Name { get; init; }

    public required ObjectElf Elf { get; init; }

    public required string License { get; init; }

    /// <summary>Contents of the section <c>version</c>; 0 when there is none.</summary>
    public required uint KernelVersion { get; init; }

    public required BtfTypeTable? Btf { get; init; }

    public required BtfExtension? Extension { get; init; }

    /// <summary>Executable sections by section index; <see langword="null"/> for others.</summary>
    public required CodeSection?[] Code { get; init; }

    /// <summary>All functions, ordered by section and offset.</summary>
    public required FunctionCode[] Functions { get; init; }

    public required List<MapDefinition> Maps { get; init; }

    /// <summary>Probes of programs that declare more of them than fit in a section name.</summary>
    public required List<AttachRecord> Probes { get; init; }

    /// <summary>Fields of kernel types that programs read with their declared type, as <c>type.field</c>.</summary>
    public required HashSet<string> CheckedReads { get; init; }

    /// <summary>Symbols that the kernel or the loader defines.</summary>
    public required List<ExternSymbol> Externs { get; init; }

    /// <summary>Returns the extern with a name, or <see langword="null"/>.</summary>
    public ExternSymbol? FindExtern(string name) => Externs.Find(symbol => symbol.Name == name);

    /// <summary>Returns the index of the function that begins at or contains an instruction of a section; -1 when there is none.</summary>
    public int FunctionAt(int section, int instruction)
    {
        int low = 0;
        int high = Functions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            FunctionCode function = Functions[middle];
            if (function.SectionIndex < section || (function.SectionIndex == section && function.End <= instruction))
            {
                low = middle + 1;
            }
            else if (function.SectionIndex > section || function.Start > instruction)
            {
                high = middle - 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }
}
