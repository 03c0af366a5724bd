// Part of Maestro.Cake: compiled into projects that reference Cake.Frosting, unless they set MaestroFrostingTasks to false.
#nullable disable

using System;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using Maestro.Engine.Progress;

namespace Maestro.Cake.Frosting
{
    /// <summary>A task that is one play over one environment file.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroPlayTask<TContext> : FrostingTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <summary>What came of the play; null until it has ended.</summary>
        public PlayResult Result { get; private set; }

        /// <summary>The environment file; <c>maestro.yaml</c> in the working directory unless overridden.</summary>
        /// <param name="context">The context.</param>
        protected virtual FilePath GetFile(TContext context)
        {
            return "maestro.yaml";
        }

        /// <summary>The options; the defaults unless overridden.</summary>
        /// <param name="context">The context.</param>
        protected virtual MaestroSettings GetSettings(TContext context)
        {
            return new MaestroSettings();
        }

        /// <summary>Carries out the play.</summary>
        /// <param name="context">The context.</param>
        /// <exception cref="CakeException">The play failed; the message says why and where.</exception>
        public override void Run(TContext context)
        {
            Result = Play(context, GetFile(context), GetSettings(context));
        }

        /// <summary>The alias of the play.</summary>
        /// <param name="context">The context.</param>
        /// <param name="file">The environment file.</param>
        /// <param name="settings">The options.</param>
        protected abstract PlayResult Play(TContext context, FilePath file, MaestroSettings settings);
    }
}
