using Bpf.Objects.Description;
using Bpf.Objects.Files;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Finds variables with addresses in their initial values, which compilers leave to data relocations. These cannot be resolved: the kernel places a
/// variable only after its contents are fixed, and a program may not use such an address.
/// </summary>
internal sealed class DataPointers(ObjectElf elf)
{
    private readonly Dictionary<int, List<(ulong Offset, int Symbol)>> _bySection = [];

    /// <summary>
    /// Describes the pointer in the variable that an instruction refers to, as the end of a sentence; <see langword="null"/> when it has none.
    /// </summary>
    /// <param name="section">Index of the section of the variable.</param>
    /// <param name="name">Its name.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="offset">Offset that the instruction refers to.</param>
    public string? Find(int section, string name, List<DataVariable> variables, ulong offset)
    {
        if (!_bySection.TryGetValue(section, out List<(ulong Offset, int Symbol)>? pointers))
        {
            _bySection.Add(section, pointers = Read(section));
        }

        if (pointers.Count == 0)
        {
            return null;
        }

        DataVariable? variable = variables.Find(variable => offset >= variable.Offset && offset - variable.Offset < Math.Max(variable.Size, 1));
        foreach ((ulong place, int symbol) in pointers)
        {
            if (variable is null ? place != offset : place < variable.Offset || place - variable.Offset >= variable.Size)
            {
                continue;
            }

            string owner = variable is null ? $"offset {place}" : $"variable '{variable.Name}'";
            ulong distance = place - (variable?.Offset ?? 0);
            return $"{owner} of section '{name}', whose initial value has a pointer to '{elf.Symbols[symbol].Name}' at offset {distance}. "
                + "BPF programs cannot have pointers in their data; store an index or the data itself, "
                + "or set BpfObjectOptions.AllowDataPointers if no program uses the pointer";
        }

        return null;
    }

    private List<(ulong Offset, int Symbol)> Read(int section)
    {
        List<(ulong, int)> pointers = [];
        foreach (ObjectSection relocations in elf.Sections)
        {
            if (!relocations.Relocates(elf.Sections[section]))
            {
                continue;
            }

            foreach (Elf.ElfRelocation relocation in relocations.Relocations)
            {
                if (relocation.Symbol < (uint)elf.Symbols.Length)
                {
                    pointers.Add((relocation.Offset, (int)relocation.Symbol));
                }
            }
        }

        return pointers;
    }
}
