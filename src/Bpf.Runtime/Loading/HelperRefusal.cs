using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects;
using Bpf.Objects.Relocations;
using Bpf.Objects.Verifier;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>
/// Says why a helper cannot be called: this kernel is too old for it, the program may not sleep, or the helper is for programs of other types.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="image">Its instructions.</param>
/// <param name="isCSharp">True for explanations in the terms of C#.</param>
internal sealed partial class HelperRefusal(BpfProgram program, ProgramImage image, bool isCSharp)
{
    // Before the verifier knows the helpers with callbacks, it sees functions that nothing calls.
    private const string Callbacks = "number of funcs in func_info doesn't match number of subprogs";

    /// <summary>Completes a report; one about something else is returned as it is.</summary>
    public VerifierReport Complete(VerifierReport report)
    {
        if (report.Reason.Contains(Callbacks, StringComparison.Ordinal))
        {
            int call = Array.FindIndex(image.Instructions, static instruction => instruction is { IsCall: true, Source: 0 } && IsNew(instruction.Immediate));
            return call < 0 ? report
                : Missing(report with { Instruction = call, InstructionText = Text(call) }, HelperTable.Find(image.Instructions[call].Immediate)!);
        }

        return report.Class == RefusalClass.Unavailable && Number().Match(report.Reason) is { Success: true } match
            && HelperTable.Find(int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)) is { } helper
                ? Explain(report, helper) : report;
    }

    private VerifierReport Explain(VerifierReport report, HelperInfo helper)
    {
        if (IsNew(helper.Id))
        {
            return Missing(report, helper);
        }

        // On older kernels, only programs that may sleep have these helpers.
        if (HelperTable.MaySleep(helper) && !program.Flags.HasFlag(ProgramFlags.Sleepable))
        {
            return report with
            {
                Class = RefusalClass.Sleep,
                Explanation = $"The helper {NameOf(helper)} may sleep, and the program may not.",
                Suggestion = isCSharp ? "Set Sleepable = true in the attribute of the program, if its kind has that."
                    : "Make the program sleepable (SEC(\"….s/…\")), if its type can be, or use a helper that does not sleep.",
            };
        }

        return helper.ProgramTypes == "*" ? report
            : report with
            {
                Explanation = $"Programs of this kind cannot call the helper {NameOf(helper)}. These types can: "
                    + $"{helper.ProgramTypes.ToLowerInvariant().Replace(",", ", ", StringComparison.Ordinal)}.",
            };
    }

    private VerifierReport Missing(VerifierReport report, HelperInfo helper)
    {
        string version = string.Create(CultureInfo.InvariantCulture, $"{helper.SinceMajor}.{helper.SinceMinor}");
        return report with
        {
            Class = RefusalClass.Unavailable,
            Explanation = $"This kernel does not have the helper {NameOf(helper)}, which needs Linux {version}.",
            Suggestion = $"Do without it, or do not load the program on kernels before {version}.",
        };
    }

    private string NameOf(HelperInfo helper) => isCSharp ? $"BpfHelpers.{helper.Method} ({helper.Name})" : helper.Name;

    private static bool IsNew(int helper)
        => HelperTable.Find(helper) is { } known && !KernelVersion.IsAtLeast(known.SinceMajor, known.SinceMinor);

    private string Text(int index)
        => $"({image.Instructions[index].Opcode:x2}) {Disassembler.Format(image.Instructions.AsSpan(index), out _)}";

    // "unknown func bpf_loop#181", "invalid func unknown#181", "program of this type cannot use helper bpf_skb_pull_data#39"
    [GeneratedRegex(@"#(\d+)")]
    private static partial Regex Number();
}
