using System.Runtime.InteropServices;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Links a program: appends every function it calls or takes the address of, each once, and sets the call distances. The functions themselves must
/// already be relocated.
/// </summary>
internal sealed class ProgramLinker
{
    private readonly ObjectFile _file;
    private readonly Action<FunctionCode> _relocate;
    private readonly List<BpfInstruction> _code = [];
    private readonly List<FunctionPlacement> _placements = [];

    private ProgramLinker(ObjectFile file, Action<FunctionCode> relocate)
    {
        _file = file;
        _relocate = relocate;
    }

    /// <exception cref="BpfObjectFormatException">A call has no target.</exception>
    public static ProgramImage Link(ObjectFile file, Action<FunctionCode> relocate, FunctionCode entry, IReadOnlyList<FunctionCode> extra)
    {
        ProgramLinker linker = new(file, relocate);
        linker.Append(entry);
        foreach (FunctionCode function in extra)
        {
            linker.Place(function);
        }

        // The functions appended by this loop are linked by later iterations.
        for (int i = 0; i < linker._placements.Count; i++)
        {
            linker.LinkFunction(linker._placements[i]);
        }

        return new ProgramImage([.. linker._code], linker._placements);
    }

    private void Append(FunctionCode function)
    {
        _relocate(function);
        _placements.Add(new FunctionPlacement(function, _code.Count));
        _code.AddRange(_file.Code[function.SectionIndex]!.Instructions.AsSpan(function.Start, function.Count));
    }

    private void LinkFunction(FunctionPlacement placement)
    {
        FunctionCode function = placement.Function;
        CodeSection section = _file.Code[function.SectionIndex]!;
        for (int i = 0; i < function.Count; i++)
        {
            BpfInstruction instruction = _code[placement.Position + i];
            bool call = instruction.IsCall && instruction.Source == InstructionCodes.PseudoCall;
            bool address = instruction.IsWideLoad && instruction.Source == InstructionCodes.PseudoFunction;
            if (!call && !address)
            {
                continue;
            }

            int target = Place(TargetOf(section, function, i, instruction, call));
            int distance = target - (placement.Position + i) - 1;
            CollectionsMarshal.AsSpan(_code)[placement.Position + i] = instruction.WithImmediate(distance);
            if (address)
            {
                i++; // the second half
            }
        }
    }

    private FunctionCode TargetOf(CodeSection section, in FunctionCode function, int index, BpfInstruction instruction, bool call)
    {
        int position = function.Start + index;
        int symbolIndex = section.SymbolAt(position);
        int targetSection = section.Index;
        long start = position + instruction.Immediate + 1L;
        if (symbolIndex >= 0)
        {
            ObjectSymbol symbol = _file.Elf.Symbols[symbolIndex];
            targetSection = symbol.SectionIndex;
            start = call ? (long)(symbol.Value / 8) + instruction.Immediate + 1 : ((long)symbol.Value + instruction.Immediate) / 8;
        }

        int found = start is >= 0 and <= int.MaxValue && targetSection < _file.Code.Length && _file.Code[targetSection] is { HoldsSubprograms: true }
            ? _file.FunctionAt(targetSection, (int)start)
            : -1;
        if (found < 0 || _file.Functions[found].Start != start)
        {
            string use = call ? "calls" : "takes the address of";
            throw new BpfObjectFormatException(
                $"{_file.Name}:{function.Name}",
                $"Instruction {index} {use} something that is not a function in section '.text'; subprograms must be there.");
        }

        return _file.Functions[found];
    }

    private int Place(FunctionCode function)
    {
        foreach (FunctionPlacement placement in _placements)
        {
            if (placement.Function == function)
            {
                return placement.Position;
            }
        }

        Append(function);
        return _placements[^1].Position;
    }
}
