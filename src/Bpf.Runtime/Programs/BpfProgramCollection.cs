using System.Collections;

namespace Bpf.Runtime;

/// <summary>The programs of an object, in code order.</summary>
public sealed class BpfProgramCollection : IReadOnlyList<BpfProgram>
{
    private readonly string _owner;
    private readonly BpfProgram[] _programs;

    internal BpfProgramCollection(string owner, BpfProgram[] programs)
    {
        _owner = owner;
        _programs = programs;
    }

    /// <inheritdoc/>
    public int Count => _programs.Length;

    /// <inheritdoc/>
    public BpfProgram this[int index] => _programs[index];

    /// <summary>Gets a program by function name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="BpfException">There is no such program.</exception>
    public BpfProgram this[string name]
    {
        get
        {
            foreach (BpfProgram program in _programs)
            {
                if (program.Name == name)
                {
                    return program;
                }
            }

            throw new BpfException("find program", name, null, $"Object '{_owner}' has {Names()}.");
        }
    }

    /// <summary>Gets a program by function name, as the class for its section.</summary>
    /// <typeparam name="TProgram">Class for the kind of program.</typeparam>
    /// <param name="name">The name.</param>
    /// <exception cref="BpfException">There is no such program, or it is of another kind.</exception>
    public TProgram Get<TProgram>(string name)
        where TProgram : BpfProgram
        => this[name] as TProgram ?? throw new BpfException(
            "find program", name, null, $"Its section '{this[name].SectionName}' makes it a {this[name].GetType().Name}, not a {typeof(TProgram).Name}.");

    /// <inheritdoc/>
    public IEnumerator<BpfProgram> GetEnumerator() => ((IEnumerable<BpfProgram>)_programs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Names()
        => _programs.Length == 0 ? "no programs" : "the programs " + string.Join(", ", Array.ConvertAll(_programs, static program => program.Name));
}
