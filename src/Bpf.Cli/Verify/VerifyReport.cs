using System.Text.Json;
using System.Text.Json.Serialization;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>Output form of one program with --json.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="Origin">Where the object is.</param>
/// <param name="Program">Name of the program; empty for a failure of the object as a whole.</param>
/// <param name="Ok">True when it loads on all kernels, or is optional where it does not.</param>
/// <param name="Kernels">The result on each kernel.</param>
internal sealed record VerifyReport(string Name, string Origin, string Program, bool Ok, IReadOnlyList<KernelReport> Kernels);

/// <summary>Output form of the result of one program on one kernel.</summary>
/// <param name="Kernel">The kernel as it is called on the command line.</param>
/// <param name="Release">Its release.</param>
/// <param name="State">ok, refused, unsupported, failed, optional or notChecked.</param>
/// <param name="Error">Why it does not load.</param>
/// <param name="Verifier">Why the verifier refuses it.</param>
/// <param name="VerifierLog">The complete verifier log.</param>
/// <param name="VerifiedInstructions">Number of instructions the verifier processed (kernel 5.16).</param>
internal sealed record KernelReport(
    string Kernel, string? Release, string State, string? Error, RefusalReport? Verifier, string? VerifierLog, uint? VerifiedInstructions)
{
    /// <summary>Describes a result.</summary>
    public static KernelReport Of(string kernel, string? release, ProgramResult result)
    {
        string state = JsonNamingPolicy.CamelCase.ConvertName(result.State.ToString());
        return new KernelReport(kernel, release, state, result.Error, result.Refusal?.Report, result.Refusal?.Log, result.VerifiedInstructions);
    }
}

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class VerifyJson : JsonSerializerContext;
