using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects.Relocations;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>
/// Locates the instruction of a rejection that the trace does not show: the verifier checks the form of a program before it walks it, and the stacks
/// of its functions afterward. The reason then contains only a number, an operation, a function name, or a description of the fault.
/// </summary>
internal sealed partial class RefusalPlace
{
    private const int TailCall = 12; // BPF_FUNC_tail_call
    private const int SpinLock = 93; // BPF_FUNC_spin_lock
    private readonly ProgramImage _image;
    private readonly Func<int, SourceLocation?> _sourceOf;
    private readonly CodeFaults _code;
    private readonly StackChains _stacks;
    private readonly (Regex Reason, bool IsAfterTrace, Func<Match, Place?> Find)[] _rules;

    /// <param name="image">The program.</param>
    /// <param name="sourceOf">Finds the source line of an instruction.</param>
    public RefusalPlace(ProgramImage image, Func<int, SourceLocation?> sourceOf)
    {
        _sourceOf = sourceOf;
        _image = image;
        _code = new CodeFaults(image);
        _stacks = new StackChains(image);
        _rules =
        [
            (NumberedInstruction(), true, match => At(Number(match))),
            (CombinedStack(), true, match => _stacks.OfSize(Number(match), Number(match, 2))),
            (CallDepth(), true, _ => _stacks.OfDepth()),
            (TailCallInSubprogram(), true, _ => At(_code.FirstCall(TailCall))),
            (LockInKind(), false, _ => At(_code.FirstCall(SpinLock))),
            (UnknownOpcode(), false, match => At(_code.First(instruction => instruction.Opcode == Hexadecimal(match)))),
            (FallThrough(), false, _ => At(_code.FirstFallThrough())),
            (WideLoad(), false, _ => At(_code.FirstBadWideLoad())),
            (ReservedFields(), false, match => At(_code.FirstReservedField(match.Groups[1].Value))),
            (InvalidRegister(), false,
                match => At(_code.First(instruction => instruction.Destination == Number(match) || instruction.Source == Number(match)))),
            (InvalidDestination(), false, _ => At(_code.FirstCallOutside())),
            (MapDescriptor(), false, match => At(_code.FirstMapLoad(Number(match)))),
            (ValueOffset(), false, match => At(_code.FirstValueLoad(Number(match)))),
            (KernelFunction(), false, match => At(_code.FirstKernelCall(match.Groups[1].Success ? Number(match) : null))),
            (NamedFunction(), false, match => At(_image.FindFunction(match.Groups[1].Value))),
            (NumberedFunction(), false, match => Number(match) < _image.Placements.Count ? At(_image.Placements[Number(match)].Position) : null),
        ];
    }

    /// <summary>Adds the instruction that the reason refers to, as far as it can be determined.</summary>
    public VerifierReport Complete(VerifierReport summary)
    {
        foreach ((Regex reason, bool isAfterTrace, Func<Match, Place?> find) in _rules)
        {
            if ((summary.Instruction >= 0 && !isAfterTrace) || reason.Match(summary.Reason) is not { Success: true } match)
            {
                continue;
            }

            Place? place = find(match);
            if (place?.Instruction == summary.Instruction)
            {
                return summary;
            }

            return summary with
            {
                Instruction = place?.Instruction ?? -1,
                InstructionText = place is null ? "" : Text(place.Value.Instruction),
                Registers = "",
                SourceLocation = null,
                Explanation = place?.Explanation ?? summary.Explanation,
                Notes = [.. (place?.Way ?? []).Select(step => new VerifierNote(step.Text, _sourceOf(step.Instruction)))],
            };
        }

        return summary;
    }

    private Place? At(int? instruction) => instruction is { } index && index >= 0 && index < _image.Instructions.Length ? new Place(index, null) : null;

    private string Text(int index)
        => $"({_image.Instructions[index].Opcode:x2}) {Disassembler.Format(_image.Instructions.AsSpan(index), out _)}";

    private static int Number(Match match, int group = 1)
        => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static int Hexadecimal(Match match) => int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // "unreachable insn 2", "jump out of range from insn 1 to 102", "insn 4 cannot call exception cb directly"
    [GeneratedRegex(@"\binsn (\d+)\b")]
    private static partial Regex NumberedInstruction();

    [GeneratedRegex(@"combined stack size of (\d+) calls is (\d+)")]
    private static partial Regex CombinedStack();

    // With an exclamation mark it comes from the walk over the functions; without, from the trace.
    [GeneratedRegex(@"call stack of \d+ frames is too deep !")]
    private static partial Regex CallDepth();

    [GeneratedRegex(@"tail_calls? (?:is|are) not allowed")]
    private static partial Regex TailCallInSubprogram();

    [GeneratedRegex(@"progs cannot use bpf_spin_lock")]
    private static partial Regex LockInKind();

    [GeneratedRegex(@"unknown opcode ([0-9a-f]{1,2})\b")]
    private static partial Regex UnknownOpcode();

    [GeneratedRegex(@"last insn is not an exit or jmp")]
    private static partial Regex FallThrough();

    [GeneratedRegex(@"bpf_ld_imm64 insn|BPF_LD_IMM(?:64)? ")]
    private static partial Regex WideLoad();

    [GeneratedRegex(@"BPF_([A-Z]+)\w* uses reserved fields")]
    private static partial Regex ReservedFields();

    [GeneratedRegex(@"^R(\d+) is invalid")]
    private static partial Regex InvalidRegister();

    [GeneratedRegex(@"call to invalid destination")]
    private static partial Regex InvalidDestination();

    [GeneratedRegex(@"fd (-?\d+) is not pointing to valid bpf_map")]
    private static partial Regex MapDescriptor();

    [GeneratedRegex(@"(?:direct value offset of |value_size=\d+ off=)(\d+)")]
    private static partial Regex ValueOffset();

    [GeneratedRegex(@"kernel (?:function )?btf_id (\d+)|[Kk]ernel function")]
    private static partial Regex KernelFunction();

    // "Global function f() doesn't return scalar.", "arg#0 function f#5"
    [GeneratedRegex(@"(?:function|in) '?(\w+)'?(?:\(\)|#\d+)")]
    private static partial Regex NamedFunction();

    [GeneratedRegex(@"[Ff]unc#(\d+)")]
    private static partial Regex NumberedFunction();
}
