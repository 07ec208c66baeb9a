namespace Bpf.Runtime;

/// <summary>What an operation failed on and, if it connects that with something else, such as the place to attach a program to, with what.</summary>
/// <param name="Name">Name of the object, program, map or path.</param>
/// <param name="Target">What it was to be connected with, such as a network device, a function of a file or the path of a pin; null for nothing.</param>
/// <param name="Relation">The words between the two in messages.</param>
public readonly record struct ErrorSubject(string Name, string? Target = null, string Relation = "to")
{
    /// <summary>A subject without a target.</summary>
    /// <param name="name">Name of the object, program, map or path.</param>
    public static implicit operator ErrorSubject(string name) => new(name);

    /// <summary>Formats the subject for a message, with each name in quotes.</summary>
    public override string ToString() => Target is null ? $"'{Name}'" : $"'{Name}' {Relation} '{Target}'";
}
