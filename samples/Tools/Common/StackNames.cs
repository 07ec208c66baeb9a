using Bpf.Runtime;
using Bpf.Symbols;

namespace Samples.Tools;

/// <summary>Names of the functions in stacks. Processes are opened while they run, because most have ended when their stacks are shown.</summary>
internal sealed class StackNames(StackTraceMap stacks) : IDisposable
{
    private readonly Dictionary<int, ProcessSymbols> _processes = [];
    private readonly Lazy<KernelSymbolTable> _kernel = new(KernelSymbolTable.Read);

    /// <summary>Looks at one process again or, if it is 0, at those of the processes that are not known yet.</summary>
    public void Remember(int process, IEnumerable<int> others)
    {
        foreach (int id in process != 0 ? [process] : others)
        {
            if (!_processes.TryGetValue(id, out ProcessSymbols? symbols))
            {
                Open(id);
            }
            else if (process != 0)
            {
                symbols.Refresh();
            }
        }
    }

    /// <summary>One line, from the outermost function to the innermost, with semicolons: the input of flame graphs.</summary>
    public string Fold(int process, int userStack, int kernelStack)
    {
        ulong[] user = Addresses(userStack);
        IEnumerable<string> userNames = _processes.TryGetValue(process, out ProcessSymbols? symbols)
            ? symbols.ResolveStack(user).Select(frame => frame.Symbol.IsNamed ? frame.Symbol.Name : frame.ToString())
            : user.Select(address => $"0x{address:x}");
        IEnumerable<string> kernelNames = Addresses(kernelStack).Select(address => _kernel.Value.Find(address)?.Name ?? $"0x{address:x}");
        return string.Join(';', userNames.Reverse().Concat(kernelNames.Reverse()));
    }

    public void Dispose()
    {
        foreach (ProcessSymbols symbols in _processes.Values)
        {
            symbols.Dispose();
        }
    }

    private void Open(int id)
    {
        try
        {
            _processes.Add(id, ProcessSymbols.Open(id));
        }
        catch (BpfException)
        {
            // It has ended, or belongs to someone else.
        }
    }

    private ulong[] Addresses(int stack) => stack >= 0 && stacks.TryGetStack(stack, out ulong[] addresses) ? addresses : [];
}
