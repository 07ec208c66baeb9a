using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>How a check came out.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Something will not work, or only partly.</summary>
    Warning,

    /// <summary>Nothing will work.</summary>
    Failure,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Check(string Name, [property: JsonConverter(typeof(JsonStringEnumConverter<CheckState>))] CheckState State, string Detail, string? Advice = null);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Check))]
internal sealed partial class CheckJson : JsonSerializerContext;
