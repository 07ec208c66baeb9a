using Bpf.Usdt;

namespace Bpf;

/// <summary>State of the thread at a USDT probe; first parameter of a <see cref="UsdtAttribute"/> method.</summary>
[BtfName("bpf_user_pt_regs_t")]
public readonly unsafe ref struct UsdtContext : IBpfContext
{
    private readonly void* _context; // struct pt_regs *

    internal UsdtContext(void* context) => _context = context;

    /// <summary>The context itself (<c>struct pt_regs *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Number of arguments of the probe, 0 to 12.</summary>
    public int ArgumentCount => UsdtArguments.Count(_context);

    /// <summary>The cookie passed at attach, 0 if none.</summary>
    public ulong Cookie => UsdtArguments.Cookie(_context);

    /// <summary>Returns an argument of the probe, extended according to its own type.</summary>
    /// <param name="index">Index, starting at 0.</param>
    /// <returns>The argument; 0 when the probe has no such argument or its memory cannot be read.</returns>
    public long Argument(int index) => UsdtArguments.Read(_context, index);
}
