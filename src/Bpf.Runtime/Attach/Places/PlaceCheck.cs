using Bpf.Objects.Code;
using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Places;

/// <summary>Checks whether a place in a file can be probed, before anything is attached. It only reads the file.</summary>
/// <param name="symbols">The file and its functions.</param>
/// <param name="needsEntry">True for return probes and sessions, which replace the return address.</param>
internal sealed class PlaceCheck(BinarySymbols symbols, bool needsEntry)
{
    private readonly ElfFile _file = symbols.File;

    /// <summary>Checks the entry of a function.</summary>
    /// <param name="offset">Offset in the file, as the kernel counts it.</param>
    /// <returns><see langword="null"/> when the place can be probed.</returns>
    public PlaceFault? AtEntry(ulong offset) => AtInstruction(_file, offset);

    /// <summary>Checks a place known to be the start of an instruction, using only the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Offset in the file, as the kernel counts it.</param>
    /// <returns><see langword="null"/> when the place can be probed.</returns>
    public static PlaceFault? AtInstruction(ElfFile file, ulong offset) => InCode(file, offset) ?? OfKind(file, offset);

    /// <summary>Checks a place given by a function and an offset into it.</summary>
    /// <param name="function">Name of the function, for the reason.</param>
    /// <param name="start">Offset of the function in the file, as the kernel counts it.</param>
    /// <param name="distance">Offset in bytes from its start.</param>
    /// <returns><see langword="null"/> when the place can be probed.</returns>
    public PlaceFault? InFunction(string function, ulong start, ulong distance)
    {
        if (distance == 0)
        {
            return AtEntry(start);
        }

        if (symbols.Functions.Find(start) is not { } range)
        {
            return InCode(_file, start) ?? AtOffset(start + distance);
        }

        ulong size = range.Start + range.Size - start;
        if (distance >= size)
        {
            return new PlaceFault(ProbePlaceDefect.OutsideFunction,
                $"{function} has {size} bytes{(range.IsEndKnown ? "" : " up to the next function")}, so 0x{distance:x} lies outside it.");
        }

        return InCode(_file, start + distance) ?? InFunction(range, start + distance, function) ?? OfKind(_file, start + distance);
    }

    /// <summary>Checks an offset in the file.</summary>
    /// <param name="offset">Offset in the file, as the kernel counts it.</param>
    /// <returns><see langword="null"/> when the place can be probed.</returns>
    public PlaceFault? AtOffset(ulong offset)
    {
        if (InCode(_file, offset) is { } outside)
        {
            return outside;
        }

        if (symbols.Functions.Find(offset) is { } range)
        {
            return InFunction(range, offset, NameOf(range)) ?? OfKind(_file, offset);
        }

        // A user who gives an offset that the file does not describe knows more than the file, except that a misplaced return probe is fatal.
        if (needsEntry)
        {
            return new PlaceFault(ProbePlaceDefect.Unverifiable,
                "A return probe or session must be at the entry of a function, and neither the symbols nor the unwind tables of the file show where "
                    + "functions begin.");
        }

        return Aligned(offset) ?? OfKind(_file, offset);
    }

    private static PlaceFault? InCode(ElfFile file, ulong offset)
    {
        if (file.FindCodeSegment(offset) is not { } segment || (segment.Flags & ElfSegment.Executable) == 0)
        {
            return new PlaceFault(ProbePlaceDefect.NotCode, $"Offset 0x{offset:x} is not in an executable segment of the file, "
                + "so a probe would modify data.");
        }

        if ((segment.Flags & ElfSegment.Writable) != 0)
        {
            return new PlaceFault(ProbePlaceDefect.NotCode,
                $"Offset 0x{offset:x} is in a segment that is writable and executable; the kernel does not set probes there.");
        }

        return null;
    }

    private PlaceFault? InFunction(in FunctionRange range, ulong place, string function)
    {
        if (place == range.Start)
        {
            return null;
        }

        if (ProbedCode.IsX86(_file))
        {
            return BetweenX86(range.Start, place, function);
        }

        return Aligned(place) ?? (ProbedCode.IsArm64(_file) ? BetweenArm64(range.Start, place, function) : null);
    }

    private PlaceFault? BetweenX86(ulong start, ulong place, string function)
    {
        bool is64Bit = ProbedCode.IsX64(_file);
        bool isEntry = true;
        for (ulong at = start; at < place;)
        {
            if (!X64Decoder.TryDecode(ProbedCode.At(_file, at), is64Bit, out X64Instruction instruction))
            {
                return new PlaceFault(ProbePlaceDefect.Unverifiable,
                    $"The bytes at {function}+0x{at - start:x} are not a known instruction, so it is not known whether one begins at +0x{place - start:x}.");
            }

            ulong next = at + (ulong)instruction.Length;
            if (next > place)
            {
                return new PlaceFault(ProbePlaceDefect.InsideInstruction,
                    $"{function}+0x{place - start:x} is within an instruction of {instruction.Length} bytes; instructions begin at +0x{at - start:x} and +0x{next - start:x}.");
            }

            isEntry &= X64Instructions.IsNoOperation(instruction);
            at = next;
        }

        return isEntry ? null : NotEntry(start, place, function);
    }

    private PlaceFault? BetweenArm64(ulong start, ulong place, string function)
    {
        if (symbols.CodeMarks.IsData(place))
        {
            return new PlaceFault(ProbePlaceDefect.NotCode, $"{function}+0x{place - start:x} is data within the code.");
        }

        ReadOnlySpan<byte> before = _file.Slice(start - _file.Origin, place - start, "function");
        if (Arm64Instructions.EndsInExclusiveSequence(before))
        {
            return new PlaceFault(ProbePlaceDefect.InsideExclusiveSequence,
                $"{function}+0x{place - start:x} lies between a load and a store exclusive; each hit would make the store fail, and the loop would never end.");
        }

        for (; !before.IsEmpty; before = before[Arm64Instructions.Size..])
        {
            if (!Arm64Instructions.IsNoOperation(before))
            {
                return NotEntry(start, place, function);
            }
        }

        return null;
    }

    private PlaceFault? NotEntry(ulong start, ulong place, string function) => !needsEntry ? null : new PlaceFault(ProbePlaceDefect.NotAnEntry,
        $"A return probe or session replaces the return address, whose location is only known at the entry of {function}, not at +0x{place - start:x}; "
            + "the target could jump anywhere.");

    private PlaceFault? Aligned(ulong offset) => ProbedCode.IsArm64(_file) && offset % Arm64Instructions.Size != 0
        ? new PlaceFault(ProbePlaceDefect.InsideInstruction, $"Offset 0x{offset:x} is within an instruction; aarch64 instructions are 4 bytes long.")
        : null;

    private static PlaceFault? OfKind(ElfFile file, ulong offset)
    {
        if (ProbedCode.CostAt(file, offset) != UprobeCost.Refused)
        {
            return null;
        }

        ReadOnlySpan<byte> code = ProbedCode.At(file, offset);
        int length = !ProbedCode.IsX86(file) ? Arm64Instructions.Size
            : X64Decoder.TryDecode(code, ProbedCode.IsX64(file), out X64Instruction instruction) ? instruction.Length : 1;
        string bytes = Convert.ToHexStringLower(code[..Math.Min(length, code.Length)]);
        return new PlaceFault(ProbePlaceDefect.RefusedInstruction,
            $"The kernel cannot probe the instruction at +0x{offset:x} ({bytes}); choose the one before or after it.");
    }

    private string NameOf(in FunctionRange range) => symbols.NamesAt([range.Start]).GetValueOrDefault(range.Start) ?? $"the function at 0x{range.Start:x}";
}
