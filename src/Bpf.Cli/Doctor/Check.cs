using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>How a check came out.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Something will not work, or only partly.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failure,
}

/// <summary>What a check is about.</summary>
internal enum CheckKind
{
    /// <summary>Something a user wants to do; it was done.</summary>
    Capability,

    /// <summary>Something of the machine or the process that explains it.</summary>
    Circumstance,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">What.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Cause">Why it is not as it should be, where that is known.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Check(
    [property: JsonConverter(typeof(JsonStringEnumConverter<CheckKind>))] CheckKind Kind,
    string Name,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CheckState>))] CheckState State,
    string Detail,
    string? Cause = null,
    string? Advice = null)
{
    /// <summary>A circumstance.</summary>
    public static Check Of(string name, CheckState state, string detail, string? advice = null)
        => new(CheckKind.Circumstance, name, state, detail, Advice: advice);
}

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Check))]
internal sealed partial class CheckJson : JsonSerializerContext;
