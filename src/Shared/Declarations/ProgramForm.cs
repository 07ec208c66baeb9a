namespace Bpf.Shared;

/// <summary>What C# lets an attribute of programs stand on, although only methods can be programs.</summary>
internal enum ProgramForm
{
    /// <summary>A method.</summary>
    Method,

    /// <summary>A local function.</summary>
    LocalFunction,

    /// <summary>A lambda.</summary>
    Lambda,

    /// <summary>An accessor of a property or an event.</summary>
    Accessor,

    /// <summary>An operator.</summary>
    Operator,
}
