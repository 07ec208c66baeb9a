using Bpf.Objects.Description;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Reading;

/// <summary>Resolves the numbers in a program's instructions to names: helpers, functions, maps, variables and kernel symbols.</summary>
internal sealed class OperandNames
{
    private const int HelperCall = 0;
    private const int FunctionCall = 1; // BPF_PSEUDO_CALL
    private const int KernelCall = 2; // BPF_PSEUDO_KFUNC_CALL
    private readonly ObjectFile _file;
    private readonly FunctionCode _function;
    private readonly CodeSection _section;

    public OperandNames(ObjectFile file, FunctionCode function)
    {
        _file = file;
        _function = function;
        _section = _file.Code[_function.SectionIndex]!;
    }

    /// <summary>Returns the name for an instruction, counted from the start of the program; null when it has none.</summary>
    public string? Of(int index)
    {
        int place = _function.Start + index;
        BpfInstruction instruction = _section.Instructions[place];
        int number = _section.SymbolAt(place);
        if (number < 0)
        {
            return instruction.IsCall ? Called(instruction, place) : null;
        }

        ObjectSymbol symbol = _file.Elf.Symbols[number];
        if (symbol.IsExtern)
        {
            return symbol.Name;
        }

        if (instruction.IsCall)
        {
            return FunctionAt(symbol.SectionIndex, (int)(symbol.Value / 8) + (symbol.Type == ElfSymbol.SectionName ? instruction.Immediate + 1 : 0));
        }

        return instruction.IsWideLoad ? Loaded(symbol, symbol.Value + (uint)instruction.Immediate) : null;
    }

    private string? Called(BpfInstruction instruction, int place) => instruction.Source switch
    {
        HelperCall => HelperTable.Find(instruction.Immediate)?.Name,
        FunctionCall => FunctionAt(_section.Index, place + instruction.Immediate + 1),
        KernelCall => $"function {instruction.Immediate} of the kernel's BTF",
        _ => null,
    };

    private string? FunctionAt(int section, int place)
        => _file.FunctionAt(section, place) is >= 0 and var function ? _file.Functions[function].Name : null;

    private string Loaded(ObjectSymbol symbol, ulong offset)
    {
        if (symbol.SectionIndex >= _file.Code.Length)
        {
            return symbol.Name;
        }

        if (_file.Code[symbol.SectionIndex] is not null)
        {
            return FunctionAt(symbol.SectionIndex, (int)(offset / 8)) ?? symbol.Name;
        }

        // Static variables are often referenced only by section and offset.
        (ObjectSymbol held, ulong start) = symbol.Type == ElfSymbol.SectionName && Covering(symbol.SectionIndex, offset) is { } variable
            ? (variable, variable.Value)
            : (symbol, symbol.Value);
        return offset == start ? held.Name : $"{held.Name}+0x{offset - start:x}";
    }

    private ObjectSymbol? Covering(int section, ulong offset)
    {
        foreach (ObjectSymbol symbol in _file.Elf.Symbols)
        {
            if (symbol.SectionIndex == section && symbol.Type != ElfSymbol.SectionName && offset >= symbol.Value
                && offset < symbol.Value + Math.Max(symbol.Size, 1))
            {
                return symbol;
            }
        }

        return null;
    }
}
