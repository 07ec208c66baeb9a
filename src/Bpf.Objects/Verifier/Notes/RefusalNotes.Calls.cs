using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects.Verifier.Trace;
using Bpf.Shared;

namespace Bpf.Objects.Verifier.Notes;

/// <content>What a refusal means when the instruction is a call: sizes, keys, and the calls themselves.</content>
internal sealed partial class RefusalNotes
{
    private const string CallUnderLock = "function calls are not allowed while holding a lock";
    private const int Key = 2; // R2 of the calls of maps

    // A message about an access means the size that the call gets; a message about a call, the helper.
    private VerifierReport ExplainCall(VerifierReport report)
    {
        TraceStep call = _path[End];
        if (!call.IsCall)
        {
            return report;
        }

        if (TooLarge().Match(report.Reason) is { Success: true } access)
        {
            return report with
            {
                Explanation = $"A call gets a length of up to {access.Groups[2].ValueSpan} bytes for memory that has {access.Groups[1].ValueSpan}.",
                Suggestion = _isCSharp ? $"Limit the length right before the call: Math.Min(length, {access.Groups[1].ValueSpan}), or pass a slice of the span."
                    : "Limit the length to the size of the memory right before the call.",
            };
        }

        if (StackRead().Match(report.Reason) is { Success: true } read && Number(read.Groups[2]) is var left && Number(read.Groups[3]) is var size
            && left < size)
        {
            bool isKey = Number(read) == Key && call.Helper?.Name.StartsWith("bpf_map_", StringComparison.Ordinal) == true;
            string name = isKey && MapOf() is { Length: > 0 } map ? $" '{map}'" : "";
            return report with
            {
                Class = RefusalClass.Bounds,
                Explanation = isKey ? $"The keys of the map{name} have {size} bytes, but only {left} are passed."
                    : $"A call reads {size} bytes of a variable of which only {left} are left.",
                Suggestion = isKey ? "Pass the address of a variable of the key's own type." : "Pass a variable of the type that the call expects.",
            };
        }

        if (report.Class == RefusalClass.Argument && SignedLimit().IsMatch(report.Registers) && report.Reason.Contains("unbounded", StringComparison.Ordinal))
        {
            return report with
            {
                Explanation = "The size that a helper gets may come from a negative number, which is huge as an unsigned one: only the upper end was tested.",
                Suggestion = _isCSharp ? "Test it as an unsigned number: if ((uint)length > 64) length = 64;"
                    : "Make the length unsigned before the test, or test that it is not negative, too.",
            };
        }

        if (report.Class == RefusalClass.Lock && call.Helper is { } helper && report.Reason.StartsWith(CallUnderLock, StringComparison.Ordinal))
        {
            return report with
            {
                Explanation = $"The helper {(_isCSharp ? $"BpfHelpers.{helper.Method}" : helper.Name)} is called while a lock is held.",
                Suggestion = _isCSharp
                    ? "Call it before EnterScope, also if a method or property calls it, and use its result in the block; or call it after the block."
                    : "Call it before the lock is taken and keep the result, or after it is released.",
            };
        }

        return report;
    }

    // The name of the map that the call gets; empty if the log does not show it.
    private string MapOf()
    {
        for (int i = End - 1; i >= 0 && !_path[i + 1].IsUncertain; i--)
        {
            if (_path[i].Destination == 1 || _path[i].IsCall)
            {
                return Map().Match(_path[i].State) is { Success: true } map ? map.Groups[1].Value : "";
            }
        }

        return "";
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:value_size|mem_size)=(\d+) off=0 size=(\d+)")]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"^invalid (?:(?:indirect )?(?:read from|access to) stack|stack type) R(\d+) off=-(\d+) (?:access_)?size=(\d+)")]
    private static partial Regex StackRead();

    // "R2=scalar(smin=0,smax=umax=0xffffffff,smax32=63,…)": small as a signed number only.
    [GeneratedRegex(@"(?:smax=umax=0xffffffff,|u32_max|umax).*\b(?:smax32|s32_max_value)=\d{1,9}\b(?!.*\bumax32=\d{1,9}\b)")]
    private static partial Regex SignedLimit();

    [GeneratedRegex(@"\bR1(?:_w)?=map_ptr\((?:.*?)map=(\w+)")]
    private static partial Regex Map();
}
