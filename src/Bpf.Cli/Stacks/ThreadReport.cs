using System.Text.Json.Serialization;

namespace Bpf.Cli.Stacks;

/// <summary>Output form of a thread.</summary>
internal sealed record ThreadReport(int ThreadId, string Name, string End, FrameReport[] Frames);

/// <summary>Output form of a frame.</summary>
internal sealed record FrameReport(string Address, string Name, string? Module, string Kind);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThreadReport))]
internal sealed partial class StacksJson : JsonSerializerContext;
