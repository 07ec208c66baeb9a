using Bpf.Objects.Description;
using Bpf.Objects.Elf;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;
using Bpf.Objects;
using Bpf.Runtime.Data;

namespace Bpf.Runtime.Loading;

/// <summary>
/// Relocates functions in their sections, each once however many programs contain it: CO-RE, maps, globals, externs. Calls are left to
/// <see cref="ProgramLinker"/>, since their distances differ between programs.
/// </summary>
internal sealed class FunctionRelocator(
    ObjectFile file, IReadOnlyList<BpfMap> maps, IReadOnlyList<DataSection> dataSections, DataSection? configuration, ArenaSection? arena, CoreRelocator core,
    bool allowDataPointers)
{
    private readonly DataPointers _pointers = new(file.Elf);
    private readonly HashSet<FunctionCode> _done = [];

    /// <exception cref="BpfObjectFormatException">A relocation is invalid.</exception>
    public void Relocate(FunctionCode function)
    {
        if (!_done.Add(function))
        {
            return;
        }

        core.Relocate(function);
        CodeSection section = file.Code[function.SectionIndex]!;
        foreach (CodeRelocation relocation in section.RelocationsOf(function))
        {
            Relocate(section, function, relocation);
        }
    }

    private void Relocate(CodeSection section, in FunctionCode function, CodeRelocation relocation)
    {
        ObjectSymbol symbol = file.Elf.Symbols[relocation.Symbol];
        BpfInstruction instruction = section.Instructions[relocation.Instruction];
        if (symbol.IsExtern && file.FindExtern(symbol.Name) is { } external)
        {
            RelocateExtern(section, function, relocation, external);
        }
        else if (instruction.IsCall)
        {
            if (instruction.Source != InstructionCodes.PseudoCall)
            {
                throw Defect(function, relocation, $"is a call of '{symbol.Name}' that is not marked as a function call");
            }

        }
        else
        {
            RelocateLoad(section, function, relocation, symbol);
        }
    }

    private void RelocateExtern(CodeSection section, in FunctionCode function, CodeRelocation relocation, ExternSymbol symbol)
    {
        ref BpfInstruction low = ref section.Instructions[relocation.Instruction];
        if (low.IsCall)
        {
            low = symbol.IsResolved
                ? new BpfInstruction(InstructionCodes.Call, 0, InstructionCodes.PseudoKernelCall, symbol.FdArrayIndex, (int)symbol.KernelTypeId)
                : InstructionCodes.Poison(InstructionCodes.PoisonedKernelFunction + symbol.Index);
            return;
        }

        RequireWideLoad(function, relocation, low, symbol.Name);
        ref BpfInstruction high = ref section.Instructions[relocation.Instruction + 1];
        switch (symbol.Kind)
        {
            case ExternKind.Configuration:
                SetMap(section, relocation.Instruction, configuration!.Map, InstructionCodes.PseudoMapValue, symbol.Offset);
                break;
            case ExternKind.Variable or ExternKind.Function when symbol.IsResolved:
                low = low.WithSource(InstructionCodes.PseudoBtfId, (int)symbol.KernelTypeId);
                high = high.WithImmediate(symbol.ModuleBtfFd);
                break;
            default:
                low = low.WithSource(0, (int)symbol.Address);
                high = high.WithImmediate((int)(symbol.Address >> 32));
                break;
        }
    }

    private void RequireWideLoad(in FunctionCode function, CodeRelocation relocation, BpfInstruction instruction, string symbol)
    {
        if (!instruction.IsWideLoad || relocation.Instruction + 1 >= function.End)
        {
            throw Defect(function, relocation, $"refers to '{symbol}' but is neither a call nor a 64-bit load");
        }
    }

    private void RelocateLoad(CodeSection section, in FunctionCode function, CodeRelocation relocation, in ObjectSymbol symbol)
    {
        BpfInstruction instruction = section.Instructions[relocation.Instruction];
        RequireWideLoad(function, relocation, instruction, symbol.Name);
        if (symbol.SectionIndex is ElfSymbol.UndefinedSection or >= ElfSection.FirstReservedIndex || symbol.SectionIndex >= file.Code.Length)
        {
            throw Defect(
                function, relocation,
                $"refers to '{symbol.Name}', which is not in any section of the object (if it is an uninitialized global in COMMON, "
                    + "initialize it or compile with -fno-common)");
        }

        if (file.Code[symbol.SectionIndex] is { } target)
        {
            if (!target.HoldsSubprograms)
            {
                throw Defect(function, relocation,
                    $"takes the address of '{symbol.Name}' in section '{target.Name}'; only the address of a function in '.text' can be taken");
            }

            section.Instructions[relocation.Instruction] = instruction.WithSource(InstructionCodes.PseudoFunction, instruction.Immediate);
        }
        else if (FindData(symbol.SectionIndex) is { } data)
        {
            ulong offset = symbol.Value + (uint)instruction.Immediate;
            if (!allowDataPointers && _pointers.Find(data.SectionIndex, data.Name, data.Variables, offset) is { } pointer)
            {
                throw Defect(function, relocation, $"uses {pointer}");
            }

            SetMap(section, relocation.Instruction, data.Map, InstructionCodes.PseudoMapValue, (int)offset);
        }
        else if (arena is not null && arena.SectionIndex == symbol.SectionIndex)
        {
            ulong offset = symbol.Value + (uint)instruction.Immediate + arena.DataOffset;
            SetMap(section, relocation.Instruction, arena.Map, InstructionCodes.PseudoMapValue, (int)offset);
        }
        else if (FindMap(symbol) is { } map)
        {
            SetMap(section, relocation.Instruction, map, InstructionCodes.PseudoMapFd, 0);
        }
        else if (file.Elf.Sections[symbol.SectionIndex].Name == ".jumptables")
        {
            throw Defect(function, relocation, "uses a table of indirect jumps (kernel 6.19), which this loader does not support; "
                + "compile with -fno-jump-tables");
        }
        else
        {
            throw Defect(function, relocation,
                $"refers to '{symbol.Name}' in section '{file.Elf.Sections[symbol.SectionIndex].Name}', which contains neither maps nor globals");
        }
    }

    private void SetMap(CodeSection section, int index, BpfMap map, int source, int offset)
    {
        ref BpfInstruction low = ref section.Instructions[index];
        ref BpfInstruction high = ref section.Instructions[index + 1];
        if (map.IsCreated)
        {
            low = low.WithSource(source, map.Handle.Descriptor);
            high = high.WithImmediate(offset);
        }
        else
        {
            low = high = InstructionCodes.Poison(InstructionCodes.PoisonedMap + IndexOf(map));
        }
    }

    private int IndexOf(BpfMap map)
    {
        for (int i = 0; i < maps.Count; i++)
        {
            if (ReferenceEquals(maps[i], map))
            {
                return i;
            }
        }

        return -1;
    }

    private DataSection? FindData(int section)
    {
        foreach (DataSection data in dataSections)
        {
            if (data.SectionIndex == section)
            {
                return data;
            }
        }

        return null;
    }

    private BpfMap? FindMap(in ObjectSymbol symbol)
    {
        foreach (BpfMap map in maps)
        {
            if (map.Definition is { } definition && definition.SectionIndex == symbol.SectionIndex && definition.SectionOffset == symbol.Value)
            {
                return map;
            }
        }

        return null;
    }

    private BpfObjectFormatException Defect(in FunctionCode function, CodeRelocation relocation, string text)
        => new($"{file.Name}:{function.Name}", $"Instruction {relocation.Instruction - function.Start} {text}.");
}
