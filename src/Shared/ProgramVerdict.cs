using System.Globalization;
using System.Linq;

namespace Bpf.Shared;

/// <summary>What the number that a kind of program returns means to the kernel, and the C# types that can say it.</summary>
internal sealed class ProgramVerdict
{
    public ProgramVerdict(string type, string description, VerdictValue[] values)
    {
        Type = type;
        Description = description;
        Values = values;
    }

    /// <summary>Full name of the C# type that says it best: the kind's enum, <c>bool</c> or <c>int</c>.</summary>
    public string Type { get; }

    /// <summary>What to return, as the end of a sentence.</summary>
    public string Description { get; }

    /// <summary>The numbers that mean something; empty when all do, or none.</summary>
    public VerdictValue[] Values { get; }

    /// <summary><c>bool</c> says what the kernel takes 1 and 0 for.</summary>
    public bool TakesBool { get; init; }

    /// <summary>A method without a result returns 0, and 0 is what such a method means.</summary>
    public bool TakesVoid { get; init; }

    /// <summary>The number is the caller's business, so it may be the verdict of another kind.</summary>
    public bool TakesOtherVerdicts { get; init; }

    /// <summary>The C# expression for <c>true</c> of a method that returns <c>bool</c> by mistake, and for the end of one that returns nothing.</summary>
    public string Yes { get; init; } = "1";

    /// <summary>The C# expression for <c>false</c> of a method that returns <c>bool</c> by mistake.</summary>
    public string No { get; init; } = "0";

    /// <summary>True for a number that the kernel understands.</summary>
    public bool Allows(long number) => Values.Length == 0 || Values.Any(value => value.Number == number);

    /// <summary>What the kernel takes a number for; null when it means nothing.</summary>
    public string? NameOf(int number) => Values.Where(value => value.Number == number).Select(static value => value.Name).FirstOrDefault();

    /// <summary>The numbers with their names, for a message.</summary>
    public string List() => string.Join(", ", Values.Select(static value => $"{value.Number.ToString(CultureInfo.InvariantCulture)} ({value.Name})"));

    /// <summary>What is wrong with a return type, as the end of a sentence; null when it can say the verdict.</summary>
    /// <param name="type">Full name of the type; <c>void</c>, <c>bool</c> and <c>int</c> for those.</param>
    public string? Fault(string type) => type switch
    {
        "int" => null,
        "void" => TakesVoid ? null : $"without a result the kernel gets 0{Meaning(0)}",
        "bool" => TakesBool ? null : $"true is 1{Meaning(1)}, false is 0{Meaning(0)}",
        _ => type == Type || TakesOtherVerdicts || !ProgramVerdicts.IsVerdictType(type) ? null : "that is the verdict of another kind of program",
    };

    private string Meaning(int number) => NameOf(number) is { } name ? $" ({name})" : "";
}
