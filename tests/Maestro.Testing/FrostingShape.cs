namespace Maestro.Testing;

/// <summary>C# with the shape of Cake.Frosting, as far as builds with Maestro use it: a host that runs one task and what it depends on. It wants Cake.Core.</summary>
public static class FrostingShape
{
    public const string Text = """
        #nullable disable
        namespace Cake.Frosting
        {
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Reflection;
            using global::Cake.Core;
            using global::Cake.Core.Configuration;
            using global::Cake.Core.Diagnostics;
            using global::Cake.Core.IO;
            using global::Cake.Core.Tooling;

            public interface IFrostingTask { }

            public abstract class FrostingTask<T> : IFrostingTask where T : ICakeContext
            {
                public virtual void Run(T context) { }
                public virtual bool ShouldRun(T context) => true;
                public virtual void OnError(Exception exception, T context) { }
                public virtual void Finally(T context) { }
            }

            public abstract class FrostingTask : FrostingTask<ICakeContext> { }

            public class FrostingContext : CakeContextAdapter
            {
                public FrostingContext(ICakeContext context) : base(context) { }
            }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class TaskNameAttribute : Attribute
            {
                public TaskNameAttribute(string name) => Name = name;
                public string Name { get; }
            }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class TaskDescriptionAttribute : Attribute
            {
                public TaskDescriptionAttribute(string description) => Description = description;
                public string Description { get; }
            }

            [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
            public sealed class IsDependentOnAttribute : Attribute
            {
                public IsDependentOnAttribute(Type task) => Task = task;
                public Type Task { get; }
            }

            public sealed class CakeHost
            {
                private readonly HashSet<Type> _done = new HashSet<Type>();
                private Type _context = typeof(FrostingContext);

                public CakeHost UseContext<TContext>() where TContext : ICakeContext
                {
                    _context = typeof(TContext);
                    return this;
                }

                public int Run(IEnumerable<string> arguments)
                {
                    var given = arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Select(a => a.Substring(2).Split('=', 2)).ToLookup(a => a[0], a => a.Last());
                    var target = given["target"].LastOrDefault() ?? "Default";
                    var task = Assembly.GetEntryAssembly().GetExportedTypes().Single(t => typeof(IFrostingTask).IsAssignableFrom(t) && !t.IsAbstract && Name(t) == target);
                    try
                    {
                        Run(task, Activator.CreateInstance(_context, new HostContext(given)));
                        return 0;
                    }
                    catch (CakeException exception)
                    {
                        Console.Error.WriteLine("Error: " + exception.Message);
                        return 1;
                    }
                }

                private void Run(Type task, dynamic context)
                {
                    foreach (var first in task.GetCustomAttributes<IsDependentOnAttribute>())
                    {
                        Run(first.Task, context);
                    }

                    if (_done.Add(task))
                    {
                        Console.WriteLine("task " + Name(task));
                        ((dynamic)Activator.CreateInstance(task)).Run(context);
                    }
                }

                private static string Name(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

                private sealed class HostContext : ICakeContext
                {
                    public HostContext(ILookup<string, string> arguments)
                    {
                        Arguments = new CakeArguments(arguments);
                        Log = new CakeBuildLog(new CakeConsole(Environment));
                    }

                    public ICakeEnvironment Environment { get; } = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
                    public ICakeLog Log { get; }
                    public ICakeArguments Arguments { get; }
                    public IFileSystem FileSystem => null;
                    public IGlobber Globber => null;
                    public IProcessRunner ProcessRunner => null;
                    public IRegistry Registry => null;
                    public IToolLocator Tools => null;
                    public ICakeDataResolver Data => null;
                    public ICakeConfiguration Configuration => null;
                }
            }
        }

        """;
}
