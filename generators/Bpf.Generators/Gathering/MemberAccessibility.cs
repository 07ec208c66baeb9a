namespace Bpf.Generators.Gathering;

/// <summary>Accessibility of a skeleton member, as limited by its type.</summary>
internal enum MemberAccessibility
{
    /// <summary>The skeleton cannot name the type.</summary>
    None,

    /// <summary>The type is internal.</summary>
    Internal,

    /// <summary>The type is as visible as the skeleton.</summary>
    Public,
}
