namespace Bpf.Shared;

/// <summary>A number that a program may return, with its kernel name.</summary>
internal readonly struct VerdictValue
{
    public VerdictValue(int number, string name)
    {
        Number = number;
        Name = name;
    }

    public int Number { get; }

    /// <summary>Name in the kernel's headers, or a short description of the effect.</summary>
    public string Name { get; }
}
