using System.Collections.Frozen;

namespace Bpf.Objects.Symbols.Demangling;

/// <content>Types.</content>
internal sealed partial class RustDemangler
{
    private static readonly FrozenDictionary<char, string> s_basic = new Dictionary<char, string>
    {
        ['a'] = "i8", ['b'] = "bool", ['c'] = "char", ['d'] = "f64", ['e'] = "str", ['f'] = "f32", ['h'] = "u8", ['i'] = "isize", ['j'] = "usize",
        ['l'] = "i32", ['m'] = "u32", ['n'] = "i128", ['o'] = "u128", ['s'] = "i16", ['t'] = "u16", ['u'] = "()", ['v'] = "...", ['x'] = "i64",
        ['y'] = "u64", ['z'] = "!", ['p'] = "_",
    }.ToFrozenDictionary();

    private void Type()
    {
        if (!Enter())
        {
            return;
        }

        char code = Take();
        switch (code)
        {
            case var basic when s_basic.TryGetValue(basic, out string? name):
                Write(name);
                break;
            case 'R' or 'Q':
                Write("&");
                if (Try('L') && Base62() is > 0 and var lifetime)
                {
                    Lifetime(lifetime);
                    Write(" ");
                }

                Write(code == 'Q' ? "mut " : "");
                Type();
                break;
            case 'P' or 'O':
                Write(code == 'P' ? "*const " : "*mut ");
                Type();
                break;
            case 'A' or 'S':
                Write("[");
                Type();
                if (code == 'A')
                {
                    Write("; ");
                    Constant();
                }

                Write("]");
                break;
            case 'T':
                Write("(");
                Write(List(Type) == 1 ? ",)" : ")");
                break;
            case 'F':
                Bound(Function);
                break;
            case 'D':
                Write("dyn ");
                Bound(Traits);
                if (!Try('L'))
                {
                    _isBroken = true;
                }
                else if (Base62() is > 0 and var bound)
                {
                    Write(" + ");
                    Lifetime(bound);
                }

                break;
            case 'B':
                BackReference(Type);
                break;
            default:
                _at--;
                Path(isValue: false);
                break;
        }

        _depth--;
    }

    private void Function()
    {
        Write(Try('U') ? "unsafe " : "");
        if (Try('K'))
        {
            Write($"extern \"{(Try('C') ? "C" : Identifier().Replace('_', '-'))}\" ");
        }

        Write("fn(");
        List(Type);
        Write(")");
        if (Try('u'))
        {
            return;
        }

        Write(" -> ");
        Type();
    }

    private void Traits()
    {
        int count = 0;
        while (!Try('E') && !_isBroken)
        {
            if (count++ > 0)
            {
                Write(" + ");
            }

            Trait();
        }
    }

    // The associated types of a trait are listed with its generic arguments.
    private void Trait()
    {
        bool isOpen = TraitPath();
        while (Try('p') && !_isBroken)
        {
            Write(isOpen ? ", " : "<");
            isOpen = true;
            Write($"{Identifier()} = ");
            Type();
        }

        if (isOpen)
        {
            Write(">");
        }
    }

    private bool TraitPath()
    {
        if (Try('B'))
        {
            bool isOpen = false;
            BackReference(() => isOpen = TraitPath());
            return isOpen;
        }

        if (!Try('I'))
        {
            Path(isValue: false);
            return false;
        }

        Path(isValue: false);
        Write("<");
        List(GenericArgument);
        return true;
    }

    private void Bound(Action body)
    {
        int outer = _boundLifetimes;
        if (Try('G'))
        {
            ulong count = Base62() + 1;
            if (count > 1000)
            {
                _isBroken = true;
                return;
            }

            Write("for<");
            for (ulong i = 0; i < count; i++)
            {
                _boundLifetimes++;
                Write(i == 0 ? "" : ", ");
                Lifetime(1);
            }

            Write("> ");
        }

        body();
        _boundLifetimes = outer;
    }

    // 0 is erased; 1 is the innermost bound lifetime.
    private void Lifetime(ulong index)
    {
        if (index == 0)
        {
            Write("'_");
            return;
        }

        long depth = _boundLifetimes - (long)index;
        if (depth < 0)
        {
            _isBroken = true;
        }
        else
        {
            Write(depth < 26 ? $"'{(char)('a' + depth)}" : $"'_{depth}");
        }
    }
}
