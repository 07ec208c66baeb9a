using System.Text.Json.Serialization;

namespace Bpf.Verify.Guest.Protocol;

/// <summary>One message of a virtual machine. Each says what it is about, so that a lost one does not change the meaning of others.</summary>
/// <param name="Kernel">The release of the kernel: the first message.</param>
/// <param name="File">The object that the message is about: its file in the virtual machine.</param>
/// <param name="Object">What is in that object.</param>
/// <param name="Start">The program of that object that is loaded next.</param>
/// <param name="Result">What loading it gave.</param>
/// <param name="Finished">True in the last message.</param>
internal sealed record GuestMessage(
    string? Kernel = null, string? File = null, ObjectStart? Object = null, string? Start = null, ProgramResult? Result = null, bool Finished = false);

/// <summary>An object that is about to be loaded.</summary>
/// <param name="Programs">The programs that will be loaded.</param>
/// <param name="Error">Why the object cannot be opened; then there are no programs.</param>
internal sealed record ObjectStart(List<string> Programs, string? Error = null);

/// <summary>JSON serialization of the messages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuestMessage))]
[JsonSerializable(typeof(ProgramResult[]))]
internal sealed partial class GuestJson : JsonSerializerContext;
