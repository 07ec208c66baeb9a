using System.Globalization;
using Bpf.Objects.Relocations;
using Bpf.Objects.Verifier;
using Bpf.Objects;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>Recognizes rejections at an instruction that the loader or compiler deliberately made invalid, and explains why.</summary>
internal sealed class PoisonExplanation(
    ProgramImage image, CoreRelocator core, Func<bool> hasReducedTypes, IReadOnlyList<BpfMap> maps, Func<int, string?> nameOfExtern)
{
    /// <summary>Returns the real reason, or <see langword="null"/> when the verifier's own is the real one.</summary>
    public string? Explain(VerifierReport summary)
    {
        if (!summary.Reason.Contains("invalid func", StringComparison.Ordinal) && !summary.InstructionText.Contains("call", StringComparison.Ordinal))
        {
            return null;
        }

        if (Number(summary.Reason) is not { } number)
        {
            return null;
        }

        return number switch
        {
            InstructionCodes.PoisonedCore => At(summary.Instruction, core.ExplainMismatch)
                ?? MissingType(At(summary.Instruction, core.ExplainPoison) ?? "a field or type"),
            OutOfRangeCall.Number =>
                "The index may be out of range here. The program itself can end where C# would throw, but a callback or a separate function cannot:"
                + " test the index first (if ((uint)i >= (uint)x.Length) return ...), or mask it (i & 15)",
            >= InstructionCodes.PoisonedKernelFunction when nameOfExtern(number - InstructionCodes.PoisonedKernelFunction) is { } function
                => $"The kernel does not have the function {function}; guard the call with a check for its existence",
            >= InstructionCodes.PoisonedMap when number - InstructionCodes.PoisonedMap < maps.Count
                => $"The program uses map '{maps[number - InstructionCodes.PoisonedMap].Name}', which was not created (AutoCreate is false)",
            _ => null,
        };
    }

    private string MissingType(string missing) => hasReducedTypes()
        ? $"The reduced BTF does not have {missing}. It must be written for this very object: bpf btf min OBJECT --btf BTF-OF-THE-KERNEL -o OUT. "
            + "If it was, the kernel does not have it either; guard the access with a check for its existence"
        : $"The kernel does not have {missing}; guard the access with a check for its existence";

    private string? At(int instruction, Func<int, int, string?> explain)
    {
        foreach (FunctionPlacement placement in image.Placements)
        {
            int index = instruction - placement.Position;
            if (index >= 0 && index < placement.Function.Count)
            {
                return explain(placement.Function.SectionIndex, placement.Function.Start + index);
            }
        }

        return null;
    }

    private static int? Number(string reason)
    {
        int marker = reason.LastIndexOf('#');
        if (marker < 0)
        {
            return null;
        }

        int end = marker + 1;
        while (end < reason.Length && char.IsAsciiDigit(reason[end]))
        {
            end++;
        }

        return int.TryParse(reason.AsSpan(marker + 1, end - marker - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
