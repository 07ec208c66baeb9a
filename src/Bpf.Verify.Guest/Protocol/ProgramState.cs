using System.Text.Json.Serialization;

namespace Bpf.Verify.Guest.Protocol;

/// <summary>What loading a program on a kernel gave.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgramState>))]
internal enum ProgramState
{
    /// <summary>The kernel accepts it.</summary>
    Ok,

    /// <summary>The verifier refuses it.</summary>
    Refused,

    /// <summary>The kernel is too old for it.</summary>
    Unsupported,

    /// <summary>It fails for another reason, such as a map that cannot be created.</summary>
    Failed,

    /// <summary>It does not load, but the object asks for it to be loaded only on request.</summary>
    Optional,

    /// <summary>Whether it loads depends on something that the virtual machine lacks.</summary>
    NotChecked,
}
