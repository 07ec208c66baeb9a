
namespace Bpf.Runtime;

/// <summary>An operation on a BPF object failed. Derived types name the cause where it is known.</summary>
public class BpfException : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="operation">What was attempted, as a verb phrase that <paramref name="subject"/> completes: "create map".</param>
    /// <param name="subject">
    /// Name of the object, program, map or path it was attempted on. For an operation that begins with "attach", the program and its place:
    /// "on_packet to eth0".
    /// </param>
    /// <param name="errno">Error returned by the kernel, if the kernel refused.</param>
    /// <param name="advice">Probable cause and remedy, as complete sentences.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public BpfException(string operation, string subject, Errno? errno = null, string? advice = null, Exception? innerException = null)
        : base(Compose(operation, subject, errno, advice), innerException)
    {
        Operation = operation;
        Subject = subject;
        Errno = errno;
        Advice = advice;
    }

    /// <summary>What was attempted, as a verb phrase that <see cref="Subject"/> completes: "create map".</summary>
    public string Operation { get; }

    /// <summary>Name of the object, program, map or path it was attempted on; a program with the place to attach it to reads "on_packet to eth0".</summary>
    public string Subject { get; }

    /// <summary>Error returned by the kernel; <see langword="null"/> when the loader itself refused.</summary>
    public Errno? Errno { get; }

    /// <summary>Probable cause and remedy; <see langword="null"/> when nothing is known beyond the error number.</summary>
    public string? Advice { get; }

    private static string Compose(string operation, string subject, Errno? errno, string? advice)
    {
        string text = $"Cannot {operation} {Quote(operation, subject)}";
        text += errno is { } number ? $": {number} ({number.Describe()})." : ".";
        return advice is null ? text : $"{text} {advice}";
    }

    // A program has no blank in its name.
    private static string Quote(string operation, string subject)
        => operation.StartsWith("attach ", StringComparison.Ordinal) && subject.Split(" to ", 2) is [var program, var place] && !program.Contains(' ')
            ? $"'{program}' to '{place}'"
            : $"'{subject}'";
}
