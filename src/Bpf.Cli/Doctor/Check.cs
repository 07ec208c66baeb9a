using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Result of a check.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Something will not work, or only partly.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failure,
}

/// <summary>Subject of a check.</summary>
internal enum CheckKind
{
    /// <summary>Something a user wants to do, which was tried.</summary>
    Capability,

    /// <summary>A property of the machine or process that explains a result.</summary>
    Circumstance,
}

/// <summary>The result of one check.</summary>
/// <param name="Kind">Subject of the check.</param>
/// <param name="Name">Name of what was checked.</param>
/// <param name="State">Result.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Cause">Why the result is not as it should be, if known.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Check(
    [property: JsonConverter(typeof(JsonStringEnumConverter<CheckKind>))] CheckKind Kind,
    string Name,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CheckState>))] CheckState State,
    string Detail,
    string? Cause = null,
    string? Advice = null)
{
    /// <summary>Creates a check of a circumstance.</summary>
    public static Check Of(string name, CheckState state, string detail, string? advice = null)
        => new(CheckKind.Circumstance, name, state, detail, Advice: advice);
}

/// <summary>JSON serialization of the check.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Check))]
internal sealed partial class CheckJson : JsonSerializerContext;
